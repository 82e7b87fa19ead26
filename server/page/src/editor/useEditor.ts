import type { WireSpace, WireSpaceRules } from '@psephos/lib'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { createEditorStore, type EditorState, type EditorStore } from './createEditorStore.ts'
import { editorRecords, getEditorName } from './editorRecords.ts'
import { createProposalForm } from './proposalForm.ts'

/** A proposal that is being written, kept by this browser as it is typed. */
export type Editor = EditorState &
  Omit<EditorStore, 'getState' | 'subscribe' | 'save'> & {
    /** Whether another text stood here before, which can be brought back. */
    canUndo: boolean
    /** Whether another tab has written to the same proposal since; nothing is kept until one is chosen. */
    hasConflict: boolean
  }

/** Edits the proposal that this browser keeps for a DAO, and keeps every change of it. */
export function useEditor(
  space: Pick<WireSpace, 'chainId' | 'governor'>,
  rules: Pick<WireSpaceRules, 'defaultVoiceCredits'>,
): Editor {
  const name = getEditorName(space)
  const [store] = useState(() =>
    createEditorStore({
      records: editorRecords,
      name,
      createForm: () => createProposalForm(rules),
    }),
  )
  const state = useSyncExternalStore(store.subscribe, store.getState)
  const kept = editorRecords.useRecord(name)

  // A tab that is closed, or put to sleep, gets no later chance.
  useEffect(() => {
    window.addEventListener('pagehide', store.save)
    document.addEventListener('visibilitychange', store.save)
    return () => {
      window.removeEventListener('pagehide', store.save)
      document.removeEventListener('visibilitychange', store.save)
      store.save()
    }
  }, [store])

  return {
    ...state,
    ...store,
    canUndo: state.replaced.length > 0,
    hasConflict: kept !== null && kept.revision !== state.revision,
  }
}
