import {
  DraftUnknownError,
  wireCreatedDraft,
  wireDraft,
  wireDraftBody,
  wireDraftEditBody,
} from '@psephos/lib'
import type { Request } from 'express'
import * as z from 'zod'
import type { Dependencies } from '../Dependencies.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route } from '../http/Route.ts'
import { findSpace } from '../spaces/readSpaces.ts'
import { spaceParams } from '../spaces/spaceParams.ts'
import { createDraft } from './createDraft.ts'
import { deleteDraft } from './deleteDraft.ts'
import { parseDraftToken } from './draftToken.ts'
import { editDraft } from './editDraft.ts'
import { readDraft } from './readDraft.ts'

const draftParams = z.strictObject({
  draft: z
    .string()
    .regex(/^[^\0]*$/)
    .describe('The draft’s id.'),
})
const NOT_CACHED = { 'cache-control': 'no-store' }
const WITH_TOKEN = 'The draft’s token stands in the header `authorization`, after `Bearer `.'

/** Returns the routes about proposals that are still being written. */
export function createDraftRoutes({ prisma }: Dependencies): Route[] {
  return [
    createRoute({
      method: 'post',
      path: '/spaces/{space}/drafts',
      operation: 'createDraft',
      tag: 'Proposals',
      summary: 'Keeps a draft',
      description:
        'For 90 days after its last edit. The answer holds the token that edits it, which is shown this once.',
      params: spaceParams,
      body: wireDraftBody,
      answers: { 201: { description: 'The draft and its token.', schema: wireCreatedDraft } },
      errors: ['NOT_FOUND', 'METADATA_MALFORMED', 'LIMIT_REACHED'],
      handle: async ({ params, body }) => {
        const space = await findSpace(prisma, params.space)
        return {
          status: 201,
          headers: NOT_CACHED,
          json: await createDraft({ prisma, space, body }),
        }
      },
    }),
    createRoute({
      method: 'get',
      path: '/drafts/{draft}',
      operation: 'getDraft',
      tag: 'Proposals',
      summary: 'Answers a draft, with what publishing it would put on-chain',
      description: `A shared draft is anybody's to read. ${WITH_TOKEN}`,
      params: draftParams,
      answers: { 200: { description: 'The draft.', schema: wireDraft } },
      errors: ['DRAFT_UNKNOWN'],
      handle: async ({ params: { draft: id }, request }) => ({
        headers: NOT_CACHED,
        json: await readDraft({ prisma, id, token: parseDraftToken(request.get('authorization')) }),
      }),
    }),
    createRoute({
      method: 'put',
      path: '/drafts/{draft}',
      operation: 'editDraft',
      tag: 'Proposals',
      summary: 'Edits a draft, which gives it another CID',
      description: WITH_TOKEN,
      params: draftParams,
      body: wireDraftEditBody,
      answers: { 200: { description: 'The draft as it is now.', schema: wireDraft } },
      errors: ['DRAFT_UNKNOWN', 'DRAFT_OUTDATED', 'METADATA_MALFORMED'],
      handle: async ({ params: { draft: id }, body, request }) => ({
        headers: NOT_CACHED,
        json: await editDraft({ prisma, id, token: requireToken(request), body }),
      }),
    }),
    createRoute({
      method: 'delete',
      path: '/drafts/{draft}',
      operation: 'deleteDraft',
      tag: 'Proposals',
      summary: 'Deletes a draft',
      description: WITH_TOKEN,
      params: draftParams,
      answers: { 204: { description: 'It is gone.' } },
      errors: ['DRAFT_UNKNOWN'],
      handle: async ({ params: { draft: id }, request }) => {
        await deleteDraft({ prisma, id, token: requireToken(request) })
        return { status: 204 }
      },
    }),
  ]
}

function requireToken(request: Request): string {
  const token = parseDraftToken(request.get('authorization'))
  if (token === null) throw new DraftUnknownError()
  return token
}
