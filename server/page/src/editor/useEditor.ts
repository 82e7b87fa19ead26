import type { WireSpace, WireSpaceRules } from '@psephos/lib'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type EditorRecord, editorRecords, getEditorName } from './editorRecords.ts'
import { createProposalForm, type ProposalForm } from './proposalForm.ts'

/** A proposal that is being written, kept by this browser as it is typed. */
export type Editor = {
  form: ProposalForm
  draft: EditorRecord['draft']
  publication: EditorRecord['publication']
  change(update: (form: ProposalForm) => ProposalForm): void
  /** Opens another text, or notes where this one stands. What is not given stays. */
  set(change: Partial<Pick<EditorRecord, 'form' | 'draft' | 'publication'>>): void
  /** Begins anew. */
  clear(): void
  /** Whether another tab has written to the same proposal since; nothing is kept until one is chosen. */
  hasConflict: boolean
  takeOther(): void
  keepOwn(): void
  /** Why the browser keeps nothing; null while it does. */
  error: unknown
}

type Content = Pick<EditorRecord, 'form' | 'draft' | 'publication'>

/** For how many milliseconds nobody types before it is written. */
const PAUSE = 400

/** Edits the proposal that this browser keeps for a DAO, and keeps every change of it. */
export function useEditor(
  space: Pick<WireSpace, 'chainId' | 'governor'>,
  rules: Pick<WireSpaceRules, 'defaultVoiceCredits'>,
): Editor {
  const name = getEditorName(space)
  const [tab] = useState(() => crypto.getRandomValues(new Uint32Array(2)).join('-'))
  const [content, setContent] = useState<Content>(() => readContent(name) ?? createContent(rules))
  const [error, setError] = useState<unknown>(null)
  /** What the next change changes: several may come before anything is drawn. */
  const latest = useRef(content)
  /** What is not written yet. */
  const unsaved = useRef<Content | null>(null)
  /** Whose text stood there when this tab read or wrote it. */
  const [knownWriter, setKnownWriter] = useState(() => editorRecords.read(name)?.savedBy ?? tab)
  const kept = editorRecords.useRecord(name)
  const hasConflict = kept !== null && kept.savedBy !== tab && kept.savedBy !== knownWriter

  const save = useCallback(() => {
    const next = unsaved.current
    if (next === null) return
    unsaved.current = null
    try {
      editorRecords.write(name, { version: 1, savedBy: tab, ...next })
      setError(null)
    } catch (failure) {
      setError(failure)
    }
  }, [name, tab])

  const update = useCallback((change: (content: Content) => Content) => {
    latest.current = change(latest.current)
    unsaved.current = latest.current
    setContent(latest.current)
  }, [])

  useEffect(() => {
    if (hasConflict || unsaved.current !== content) return
    const timer = setTimeout(save, PAUSE)
    return () => clearTimeout(timer)
  }, [content, hasConflict, save])

  // A tab that is closed, or put to sleep, gets no later chance.
  useEffect(() => {
    const saveNow = () => {
      if (!hasConflict) save()
    }
    window.addEventListener('pagehide', saveNow)
    document.addEventListener('visibilitychange', saveNow)
    return () => {
      window.removeEventListener('pagehide', saveNow)
      document.removeEventListener('visibilitychange', saveNow)
      saveNow()
    }
  }, [hasConflict, save])

  return {
    ...content,
    change: (change) => update((current) => ({ ...current, form: change(current.form) })),
    set(change) {
      update((current) => ({ ...current, ...change }))
      save()
    },
    clear() {
      update(() => createContent(rules))
      save()
    },
    hasConflict,
    takeOther() {
      const other = readContent(name)
      unsaved.current = null
      if (other !== null) {
        latest.current = other
        setContent(other)
      }
      setKnownWriter(editorRecords.read(name)?.savedBy ?? tab)
    },
    keepOwn() {
      unsaved.current = content
      save()
    },
    error,
  }
}

function createContent(rules: Pick<WireSpaceRules, 'defaultVoiceCredits'>): Content {
  return { form: createProposalForm(rules), draft: null, publication: null }
}

function readContent(name: string): Content | null {
  const record = editorRecords.read(name)
  if (record === null) return null
  const { form, draft, publication } = record
  return { form, draft, publication }
}
