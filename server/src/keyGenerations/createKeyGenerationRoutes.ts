import {
  keyGenerationMessages,
  RequestMalformedError,
  wireKeyGeneration,
  wireKeyGenerationBody,
  wireKeyGenerationList,
} from '@psephos/lib'
import * as z from 'zod'
import type { Dependencies } from '../Dependencies.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route, RouteOutput } from '../http/Route.ts'
import { findSpaceRow } from '../spaces/readSpaces.ts'
import { SIGNED_ERRORS } from '../spaces/signedErrors.ts'
import { spaceParams } from '../spaces/spaceParams.ts'
import { createTranscriptOpener } from './createTranscriptOpener.ts'
import { openKeyGeneration } from './openKeyGeneration.ts'
import {
  findKeyGeneration,
  listKeyGenerations,
  type StoredKeyGeneration,
  toWireKeyGeneration,
} from './readKeyGenerations.ts'
import { storeComplaint, storeConfirmation, storeDeal } from './storeTrusteeMessages.ts'

const sessionParams = z.strictObject({
  session: z
    .string()
    .max(66)
    .regex(/^[0-9a-zx]*$/)
    .describe('The session: the keccak256 of the invitation’s canonical JSON.'),
})
const MESSAGE = {
  tag: 'Spaces',
  params: sessionParams,
  errors: ['NOT_FOUND', 'COMMITTEE_MESSAGE_REFUSED'],
} as const
const ANSWER = { description: 'Everything that was said so far.', schema: wireKeyGeneration }

/**
 * Returns the routes of the mailbox in which trustees generate a committee's keys. Nothing in it is secret, and nothing is
 * decided here: whoever reads it checks every message, and comes to the same committee.
 */
export function createKeyGenerationRoutes({ prisma, chain, publicUrl }: Dependencies): Route[] {
  const server = new URL(publicUrl).origin
  const opener = createTranscriptOpener()
  return [
    createRoute({
      method: 'post',
      path: '/spaces/{space}/key-generations',
      operation: 'openKeyGeneration',
      tag: 'Spaces',
      summary: 'Opens a key generation',
      description:
        'Invites trustees to generate the keys of a committee in this server’s mailbox. The authorization is EIP-712 typed data `SpaceRequest` for the action `open key generation`, whose content is `{"invitation": …, "dealsUntil": …}`. The same invitation again is answered as before.',
      params: spaceParams,
      body: wireKeyGenerationBody,
      answers: { 201: ANSWER },
      errors: [
        'NOT_FOUND',
        'COMMITTEE_MALFORMED',
        'LIMIT_REACHED',
        'SPACE_REQUEST_REPLAYED',
        ...SIGNED_ERRORS,
      ],
      handle: async ({ params, body }) => {
        const space = await findSpaceRow(prisma, params.space)
        const session = await openKeyGeneration({ prisma, chain, server, space, body })
        return answer(await findKeyGeneration(prisma, session))
      },
    }),
    createRoute({
      method: 'get',
      path: '/spaces/{space}/key-generations',
      operation: 'listKeyGenerations',
      tag: 'Spaces',
      summary: 'Lists a DAO’s key generations',
      params: spaceParams,
      answers: { 200: { description: 'The latest first.', schema: wireKeyGenerationList } },
      errors: ['NOT_FOUND'],
      handle: async ({ params }) => {
        const space = await findSpaceRow(prisma, params.space)
        return { json: { keyGenerations: await listKeyGenerations(prisma, space) } }
      },
    }),
    createRoute({
      method: 'get',
      path: '/key-generations/{session}',
      operation: 'getKeyGeneration',
      tag: 'Spaces',
      summary: 'Answers what was said in a key generation',
      description:
        'Check every message: the server’s word that it did is worth nothing to a trustee.',
      params: sessionParams,
      answers: { 200: ANSWER },
      errors: ['NOT_FOUND'],
      handle: async ({ params: { session } }) => ({
        json: toWireKeyGeneration(await findKeyGeneration(prisma, session)),
      }),
    }),
    createRoute({
      ...MESSAGE,
      method: 'post',
      path: '/key-generations/{session}/deals',
      operation: 'postDeal',
      summary: 'Puts a deal into the mailbox',
      description:
        'While dealing is not over. Of one dealer two that differ are kept: the second convicts them.',
      body: keyGenerationMessages.deals,
      answers: { 201: ANSWER },
      handle: async ({ params: { session }, body: deal }) => {
        requireSession(session, deal.session)
        return answer(await storeDeal({ prisma, session, deal, now: Date.now() }))
      },
    }),
    createRoute({
      ...MESSAGE,
      method: 'post',
      path: '/key-generations/{session}/complaints',
      operation: 'postComplaint',
      summary: 'Puts a complaint into the mailbox',
      description:
        'One of each complainer about each dealer, until all who dealt rightly have confirmed the committee, or, a day after dealing, as many as its threshold says.',
      body: keyGenerationMessages.complaints,
      answers: { 201: ANSWER },
      handle: async ({ params: { session }, body: complaint }) => {
        requireSession(session, complaint.session)
        const now = Date.now()
        return answer(await storeComplaint({ prisma, opener, session, complaint, now }))
      },
    }),
    createRoute({
      ...MESSAGE,
      method: 'post',
      path: '/key-generations/{session}/confirmations',
      operation: 'postConfirmation',
      summary: 'Puts the confirmation of a committee into the mailbox',
      description:
        'Once dealing is over, of the committee that comes out now. It is signed for the chain of the DAO and the registry of its ballot box.',
      body: keyGenerationMessages.confirmations,
      answers: { 201: ANSWER },
      errors: [...MESSAGE.errors, 'CHAIN_UNAVAILABLE'],
      handle: async ({ params: { session }, body: confirmation }) => {
        const now = Date.now()
        const stored = { prisma, chain, opener, session, confirmation, now }
        return answer(await storeConfirmation(stored))
      },
    }),
  ]
}

function answer(row: StoredKeyGeneration): RouteOutput {
  return { status: 201, json: toWireKeyGeneration(row) }
}

/** A message that came under another's path was not meant for it. */
function requireSession(path: string, session: string): void {
  if (path === session) return
  throw new RequestMalformedError({ path: 'session', reason: 'must be that of the path' })
}
