import { DraftUnknownError, type WireSpace } from '@psephos/lib'
import { useMutation } from '@tanstack/react-query'
import { client } from '../server/client.ts'
import type { CheckedProposal } from './checkProposal.ts'
import { draftRecords, getEditorName, type KeptDraft } from './editorRecords.ts'
import { readDraftForm, writeDraftPlan } from './proposalForm.ts'
import type { Editor } from './useEditor.ts'

/** Keeps what is written as drafts of the server, which this browser has the keys of. */
export function useDrafts(space: WireSpace, editor: Editor) {
  const name = getEditorName(space)
  const drafts = draftRecords.useRecord(name)?.drafts ?? []
  const { draft: open, form } = editor

  const save = useMutation({
    mutationFn: async ({
      metadata,
      shared,
    }: {
      metadata: NonNullable<CheckedProposal['metadata']>
      shared: boolean
    }) => {
      const body = { metadata, plan: writeDraftPlan(form), shared }
      const token = open?.token ?? null
      const saved =
        open === null || token === null
          ? await client.createDraft({ space: space.id, ...body })
          : {
              ...(await client.editDraft({
                draft: open.id,
                token,
                revision: open.revision,
                ...body,
              })),
              token,
            }
      const { id, revision, updatedAt } = saved
      keep({ id, token: saved.token, title: metadata.title, updatedAt })
      editor.set({ draft: { id, token: saved.token, revision, shared } })
    },
  })

  const read = useMutation({
    mutationFn: async ({ id, token }: { id: string; token: string | null }) => {
      try {
        const draft = await client.getDraft({ draft: id, ...(token === null ? {} : { token }) })
        if (draft.space !== space.id) throw new DraftUnknownError()
        const { metadata, revision, shared, updatedAt } = draft
        const plan = draft.plan ?? { voiceCredits: form.voiceCredits, maxWinners: '', calls: [] }
        editor.open({ form: readDraftForm(metadata, plan), draft: { id, token, revision, shared } })
        if (token !== null) keep({ id, token, title: metadata.title, updatedAt })
      } catch (error) {
        if (error instanceof DraftUnknownError) forget(id)
        throw error
      }
    },
  })

  const remove = useMutation({
    mutationFn: async ({ id, token }: Pick<KeptDraft, 'id' | 'token'>) => {
      try {
        await client.deleteDraft({ draft: id, token })
      } catch (error) {
        // Gone already: deleted elsewhere, or its time was over.
        if (!(error instanceof DraftUnknownError)) throw error
      }
      forget(id)
      if (open?.id === id) editor.set({ draft: null })
    },
  })

  function keep(draft: KeptDraft): void {
    write([draft, ...listKept().filter(({ id }) => id !== draft.id)])
  }
  function forget(id: string): void {
    write(listKept().filter((each) => each.id !== id))
  }
  function listKept(): KeptDraft[] {
    return draftRecords.read(name)?.drafts ?? []
  }
  function write(list: KeptDraft[]): void {
    draftRecords.write(name, { version: 1, drafts: list })
  }

  return { drafts, save, read, remove }
}
