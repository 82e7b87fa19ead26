import type { WireSpace, WireSpaceRules } from '@psephos/lib'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type EditorRecord, editorRecords, getEditorName } from './editorRecords.ts'
import { createKey, createProposalForm, isBlank, type ProposalForm } from './proposalForm.ts'

/** A proposal that is being written, kept by this browser as it is typed. */
export type Editor = {
  form: ProposalForm
  draft: EditorRecord['draft']
  publication: EditorRecord['publication']
  change(update: (form: ProposalForm) => ProposalForm): void
  /** Notes where the text stands. */
  set(change: Partial<Pick<EditorRecord, 'draft' | 'publication'>>): void
  /** Shows another text in the place of this one; without one, begins anew. */
  open(content?: Pick<EditorRecord, 'form' | 'draft'>): void
  /** Forgets what was published. */
  finish(): void
  /** Whether another text stood here before, which can be brought back. */
  canUndo: boolean
  /** Brings it back. */
  undo(): void
  /** Whether another tab has written to the same proposal since; nothing is kept until one is chosen. */
  hasConflict: boolean
  takeOther(): void
  keepOwn(): void
  /** Why the browser keeps nothing; null while it does. */
  error: unknown
}

type Content = Pick<EditorRecord, 'form' | 'draft' | 'publication' | 'replaced'>

/** For how many milliseconds nobody types before it is written. */
const PAUSE = 400

/** Edits the proposal that this browser keeps for a DAO, and keeps every change of it. */
export function useEditor(
  space: Pick<WireSpace, 'chainId' | 'governor'>,
  rules: Pick<WireSpaceRules, 'defaultVoiceCredits'>,
): Editor {
  const name = getEditorName(space)
  const [content, setContent] = useState<Content>(() => readContent(name) ?? createContent(rules))
  const [error, setError] = useState<unknown>(null)
  /** What the next change changes: several may come before anything is drawn. */
  const latest = useRef(content)
  /** What is not written yet. */
  const unsaved = useRef<Content | null>(null)
  /** What this tab has read or written last. */
  const [revision, setRevision] = useState(() => editorRecords.read(name)?.revision ?? null)
  const kept = editorRecords.useRecord(name)
  const hasConflict = kept !== null && kept.revision !== revision

  const save = useCallback(() => {
    const next = unsaved.current
    if (next === null) return
    unsaved.current = null
    const written = createKey()
    setRevision(written)
    try {
      editorRecords.write(name, { version: 1, revision: written, ...next })
      setError(null)
    } catch (failure) {
      setRevision(editorRecords.read(name)?.revision ?? null)
      setError(failure)
    }
  }, [name])

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
    open(next) {
      update((current) => ({
        ...createContent(rules),
        ...next,
        replaced: isBlank(current.form) ? current.replaced : toText(current),
      }))
      save()
    },
    finish() {
      update(({ replaced }) => ({ ...createContent(rules), replaced }))
      save()
    },
    canUndo: content.replaced !== null,
    undo() {
      update((current) => ({
        ...createContent(rules),
        ...current.replaced,
        replaced: isBlank(current.form) ? null : toText(current),
      }))
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
      setRevision(editorRecords.read(name)?.revision ?? null)
    },
    keepOwn() {
      unsaved.current = content
      save()
    },
    error,
  }
}

function createContent(rules: Pick<WireSpaceRules, 'defaultVoiceCredits'>): Content {
  return { form: createProposalForm(rules), draft: null, publication: null, replaced: null }
}

function readContent(name: string): Content | null {
  const record = editorRecords.read(name)
  if (record === null) return null
  const { form, draft, publication, replaced } = record
  return { form, draft, publication, replaced }
}

function toText({ form, draft }: Content): EditorRecord['replaced'] {
  return { form, draft }
}
