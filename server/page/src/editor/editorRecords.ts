import { type WireSpace, wireHash, wireUint } from '@psephos/lib'
import * as z from 'zod'
import { createBrowserRecords } from '../storage/browserRecords.ts'
import { proposalForm } from './proposalForm.ts'

/** A draft of the server that is being edited. */
const openDraft = z.strictObject({
  id: z.string(),
  /** Null for one that somebody else shares: it can be read, and not written. */
  token: z.string().nullable(),
  revision: z.number().int().nonnegative(),
  shared: z.boolean(),
})

/** A proposal that a wallet was asked to publish. */
const publication = z.strictObject({
  proposalId: wireUint,
  /** Null until the wallet has said that it is on its way. */
  transaction: wireHash.nullable(),
})

const text = z.strictObject({
  /** Names the text, whatever is typed into it. */
  key: z.string(),
  form: proposalForm,
  draft: openDraft.nullable(),
  /** Whether anything was typed since the draft was opened or saved. */
  isChanged: z.boolean(),
})

/** What is being written for a DAO, kept while it is typed until it is published. */
export const editorRecord = text.extend({
  version: z.literal(1),
  /** Names this writing of it: when there is another one, another tab has written. */
  revision: z.string(),
  publication: publication.nullable(),
  /** What stood here before other texts were opened, so that it can be brought back; the last first to come. */
  replaced: z.array(text),
})

/** Drafts of the server that this browser may edit. */
const draftRecord = z.strictObject({
  version: z.literal(1),
  drafts: z.array(
    z.strictObject({
      id: z.string(),
      token: z.string(),
      title: z.string(),
      /** Seconds since 1970. */
      updatedAt: z.number().int().nonnegative(),
    }),
  ),
})

/** What is being written for a DAO. */
export type EditorRecord = z.output<typeof editorRecord>
/** A draft of the server that is being edited. */
export type OpenDraft = z.output<typeof openDraft>
/** A proposal that a wallet was asked to publish. */
export type Publication = z.output<typeof publication>
/** A draft of the server that this browser may edit. */
export type KeptDraft = z.output<typeof draftRecord>['drafts'][number]

/** What this browser has under {@link getEditorName}: one unpublished proposal for each DAO. */
export const editorRecords = createBrowserRecords({
  prefix: 'psephos.editor',
  schema: editorRecord,
})

/** The drafts that this browser may edit, under {@link getEditorName}. */
export const draftRecords = createBrowserRecords({ prefix: 'psephos.drafts', schema: draftRecord })

/** Returns the name of what is written for a DAO. */
export function getEditorName({ chainId, governor }: Pick<WireSpace, 'chainId' | 'governor'>) {
  return `${chainId}.${governor}`
}
