import { DraftUnknownError, type WireSpace } from '@psephos/lib'
import { useMutation } from '@tanstack/react-query'
import { client } from '../server/client.ts'
import type { CheckedProposal } from './checkProposal.ts'
import { draftRecords, getEditorName, type KeptDraft } from './editorRecords.ts'
import { readDraftForm, writeDraftPlan } from './proposalForm.ts'
import type { Editor } from './useEditor.ts'

/** A draft to be saved: the text, and what it was when the person asked for it. */
type SaveDraft = {
  metadata: NonNullable<CheckedProposal['metadata']>
  shared: boolean
  written: Pick<Editor, 'key' | 'form' | 'draft'>
}

/** Keeps what is written as drafts of the server, which this browser has the keys of. */
export function useDrafts(space: WireSpace, editor: Editor) {
  const name = getEditorName(space)
  // One after another: of two drafts that are opened, the one that was asked for last stays.
  const scope = { id: `drafts.${name}` }
  const drafts = draftRecords.useRecord(name)?.drafts ?? []

  const save = useMutation({
    scope,
    mutationFn: async ({ metadata, shared, written: { key, form, draft } }: SaveDraft) => {
      const body = { metadata, plan: writeDraftPlan(form), shared }
      const token = draft?.token ?? null
      const saved =
        draft === null || token === null
          ? await client.createDraft({ space: space.id, ...body })
          : {
              ...(await client.editDraft({
                draft: draft.id,
                token,
                revision: draft.revision,
                ...body,
              })),
              token,
            }
      const { id, revision, updatedAt } = saved
      keep({ id, token: saved.token, title: metadata.title, updatedAt })
      editor.setDraft({ text: key, form, draft: { id, token: saved.token, revision, shared } })
    },
    // Deleted elsewhere, or its time was over: the next time it is saved as a new one.
    onError: (error, { written: { draft } }) => {
      if (error instanceof DraftUnknownError && draft !== null) forget(draft.id)
    },
  })

  const read = useMutation({
    scope,
    mutationFn: async ({ id, token }: { id: string; token: string | null }) => {
      try {
        const draft = await client.getDraft({ draft: id, ...(token === null ? {} : { token }) })
        if (draft.space !== space.id) throw new DraftUnknownError()
        const { metadata, revision, shared, updatedAt } = draft
        const plan = draft.plan ?? {
          voiceCredits: editor.form.voiceCredits,
          maxWinners: '',
          calls: [],
        }
        editor.open({ form: readDraftForm(metadata, plan), draft: { id, token, revision, shared } })
        if (token !== null) keep({ id, token, title: metadata.title, updatedAt })
      } catch (error) {
        if (error instanceof DraftUnknownError) forget(id)
        throw error
      }
    },
  })

  const remove = useMutation({
    scope,
    mutationFn: async ({ id, token }: Pick<KeptDraft, 'id' | 'token'>) => {
      try {
        await client.deleteDraft({ draft: id, token })
      } catch (error) {
        // Gone already: deleted elsewhere, or its time was over.
        if (!(error instanceof DraftUnknownError)) throw error
      }
      forget(id)
    },
  })

  function keep(draft: KeptDraft): void {
    write([draft, ...listKept().filter(({ id }) => id !== draft.id)])
  }
  function forget(id: string): void {
    write(listKept().filter((each) => each.id !== id))
    editor.forgetDraft(id)
  }
  function listKept(): KeptDraft[] {
    return draftRecords.read(name)?.drafts ?? []
  }
  function write(list: KeptDraft[]): void {
    draftRecords.write(name, { version: 1, drafts: list })
  }

  return { drafts, save, read, remove }
}
