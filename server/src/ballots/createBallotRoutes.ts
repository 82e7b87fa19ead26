import {
  type BallotSet,
  ballotSets,
  type ErrorCode,
  wireBallot,
  wireBallotList,
  wireBallotStatus,
  wireCastBallot,
  wireCursor,
  wireReceipt,
  wireRelay,
  wireSecretBallot,
  wireSecretBallotList,
  wireUint,
} from '@psephos/lib'
import type { Response } from 'express'
import * as z from 'zod'
import type { Dependencies } from '../Dependencies.ts'
import { createRoute } from '../http/createRoute.ts'
import { type Route, STREAMED } from '../http/Route.ts'
import { toClientNetwork } from '../http/toClientNetwork.ts'
import { proposalParams } from '../proposals/proposalParams.ts'
import { findProposal } from '../proposals/readProposals.ts'
import { exportBallots } from './exportBallots.ts'
import { floorToMinute } from './floorToMinute.ts'
import { type BallotKind, readBallotPage } from './readBallotPage.ts'
import { readBallotStatus } from './readBallotStatus.ts'
import { readReceipt } from './readReceipt.ts'
import { receiveBallot } from './receiveBallot.ts'
import { receiveSecretBallot } from './receiveSecretBallot.ts'

const ballotParams = proposalParams.extend({
  nullifier: wireUint.describe('The ballot’s nullifier.'),
})
const revisionRange = 'must be a whole number from 0 to 65535'
const statusQuery = z.strictObject({
  revision: z
    .string()
    .regex(/^(0|[1-9]\d{0,4})$/, revisionRange)
    .transform(Number)
    .refine((revision) => revision <= 65_535, revisionRange)
    .optional()
    .describe('Of which revision is asked; the latest if absent.'),
})
const set = z
  .enum(ballotSets)
  .default('received')
  .describe('Those that this server received, or those that the governor counts.')
const exportQuery = z.strictObject({ set })
const listQuery = z.strictObject({
  set,
  cursor: wireCursor.optional().describe('The `next` of the page before.'),
  limit: z
    .string()
    .regex(/^([1-9]\d{0,2}|1000)$/, 'must be a whole number from 1 to 1000')
    .transform(Number)
    .default(100)
    .describe('How many, from 1 to 1000.'),
})

/** Why a ballot is refused, open or secret. */
const castErrors = [
  'PROPOSAL_UNKNOWN',
  'BALLOT_MALFORMED',
  'BALLOT_PROOF_INVALID',
  'BALLOT_SCOPE_MISMATCH',
  'BALLOT_SNAPSHOT_MISMATCH',
  'FIELD_ELEMENT_OUT_OF_RANGE',
  'NOT_A_MEMBER',
  'REVISION_NOT_HIGHER',
  'VOTING_NOT_OPEN',
  'CHAIN_UNAVAILABLE',
  'SERVER_BUSY',
] as const satisfies ErrorCode[]

const byMinute =
  'Ordered by nullifier, which says nothing of who came first. What was received is told when its minute is over, for the same reason.'

/** Returns the routes by which ballots come and are followed. */
export function createBallotRoutes(dependencies: Dependencies): Route[] {
  const { prisma, chain, rules, intake, receipts } = dependencies

  async function sendExport(
    response: Response,
    given: { proposal: bigint; set: BallotSet; kind: BallotKind; format: 'ndjson' | 'csv' },
  ): Promise<typeof STREAMED> {
    const proposal = await findProposal(prisma, given.proposal)
    const until = floorToMinute(Date.now())
    const name = given.kind === 'open' ? 'ballots' : 'secret-ballots'
    const type = given.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson'
    response.set('content-type', type)
    response.set('content-disposition', `attachment; filename="${name}.${given.format}"`)
    try {
      await exportBallots({ ...given, prisma, proposal, until, output: response })
    } catch (error) {
      // A reader who leaves is no failure; one who stays must see that the rest is missing.
      if (!response.destroyed) throw error
    }
    return STREAMED
  }

  async function listBallots(
    kind: BallotKind,
    params: z.output<typeof proposalParams>,
    query: z.output<typeof listQuery>,
  ) {
    const proposal = await findProposal(prisma, params.proposal)
    const until = floorToMinute(Date.now())
    return { json: await readBallotPage({ prisma, proposal, until, kind, ...query }) }
  }

  return [
    createRoute({
      method: 'post',
      path: '/proposals/{proposal}/ballots',
      operation: 'castBallot',
      kind: 'refused',
      tag: 'Ballots',
      summary: 'Takes a ballot for the relay, which brings it on-chain, and answers a receipt',
      description:
        'The receipt is the relay’s EIP-712 signature that it has stored this ballot. The same ballot gets the same receipt again.',
      params: proposalParams,
      body: wireBallot,
      answers: { 202: { description: 'The ballot is stored.', schema: wireCastBallot } },
      errors: [
        ...castErrors,
        'BALLOT_MESSAGE_MISMATCH',
        'VOICE_CREDITS_EXCEEDED',
        'VOTES_OUT_OF_RANGE',
      ],
      handle: async ({ params, body, request }) => ({
        status: 202,
        json: await receiveBallot({
          rules,
          intake,
          proposalId: params.proposal,
          ballot: body,
          source: toClientNetwork(request.ip ?? ''),
        }),
      }),
    }),
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}/ballots',
      operation: 'listBallots',
      shared: true,
      tag: 'Ballots',
      summary: 'Lists a proposal’s ballots',
      description: byMinute,
      params: proposalParams,
      query: listQuery,
      answers: { 200: { description: 'A page of them.', schema: wireBallotList } },
      errors: ['PROPOSAL_UNKNOWN'],
      handle: ({ params, query }) => listBallots('open', params, query),
    }),
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}/ballots.ndjson',
      operation: 'exportBallotsAsNdjson',
      tag: 'Ballots',
      summary: 'Gives all of a proposal’s ballots, one in JSON on each line',
      description: byMinute,
      params: proposalParams,
      query: exportQuery,
      answers: { 200: { description: 'All of them.', contentTypes: ['application/x-ndjson'] } },
      errors: ['PROPOSAL_UNKNOWN'],
      handle: async ({ params, query, response }) =>
        sendExport(response, { ...params, ...query, kind: 'open', format: 'ndjson' }),
    }),
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}/ballots.csv',
      operation: 'exportBallotsAsCsv',
      tag: 'Ballots',
      summary: 'Gives all of a proposal’s ballots as a table (RFC 4180), without their proofs',
      description: byMinute,
      params: proposalParams,
      query: exportQuery,
      answers: { 200: { description: 'All of them.', contentTypes: ['text/csv'] } },
      errors: ['PROPOSAL_UNKNOWN'],
      handle: async ({ params, query, response }) =>
        sendExport(response, { ...params, ...query, kind: 'open', format: 'csv' }),
    }),
    createRoute({
      method: 'post',
      path: '/proposals/{proposal}/secret-ballots',
      operation: 'castSecretBallot',
      kind: 'refused',
      tag: 'Ballots',
      summary:
        'Takes a secret ballot for the relay, which brings it on-chain, and answers a receipt',
      description:
        'The server verifies it without being able to open it. Where it stands, and its receipt, are asked as those of open ballots.',
      params: proposalParams,
      body: wireSecretBallot,
      answers: { 202: { description: 'The ballot is stored.', schema: wireCastBallot } },
      errors: [...castErrors, 'CONFIGURATION_INVALID'],
      handle: async ({ params, body, request }) => ({
        status: 202,
        json: await receiveSecretBallot({
          rules,
          intake,
          proposalId: params.proposal,
          ballot: body,
          source: toClientNetwork(request.ip ?? ''),
        }),
      }),
    }),
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}/secret-ballots',
      operation: 'listSecretBallots',
      shared: true,
      tag: 'Ballots',
      summary: 'Lists a proposal’s secret ballots; none where ballots are open',
      description: byMinute,
      params: proposalParams,
      query: listQuery,
      answers: { 200: { description: 'A page of them.', schema: wireSecretBallotList } },
      errors: ['PROPOSAL_UNKNOWN'],
      handle: ({ params, query }) => listBallots('secret', params, query),
    }),
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}/secret-ballots.ndjson',
      operation: 'exportSecretBallotsAsNdjson',
      tag: 'Ballots',
      summary: 'Gives all of a proposal’s secret ballots, one in JSON on each line',
      description: byMinute,
      params: proposalParams,
      query: exportQuery,
      answers: { 200: { description: 'All of them.', contentTypes: ['application/x-ndjson'] } },
      errors: ['PROPOSAL_UNKNOWN'],
      handle: async ({ params, query, response }) =>
        sendExport(response, { ...params, ...query, kind: 'secret', format: 'ndjson' }),
    }),
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}/ballots/{nullifier}',
      operation: 'getBallotStatus',
      tag: 'Ballots',
      summary: 'Tells where a ballot stands',
      params: ballotParams,
      query: statusQuery,
      answers: { 200: { description: 'Where it stands.', schema: wireBallotStatus } },
      errors: ['PROPOSAL_UNKNOWN', 'BALLOT_UNKNOWN', 'CHAIN_UNAVAILABLE'],
      handle: async ({ params: { proposal, nullifier }, query: { revision } }) => {
        const asked = { proposalId: proposal, nullifier, revision }
        return { json: await readBallotStatus({ prisma, chain, rules, ...asked }) }
      },
    }),
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}/ballots/{nullifier}/receipt',
      operation: 'getReceipt',
      tag: 'Ballots',
      summary: 'Gives the receipt of the ballot that this server has',
      params: ballotParams,
      answers: { 200: { description: 'The relay’s signature.', schema: wireReceipt } },
      errors: ['PROPOSAL_UNKNOWN', 'BALLOT_UNKNOWN'],
      handle: async ({ params: { proposal, nullifier } }) => ({
        json: await readReceipt({ prisma, chain, receipts, proposalId: proposal, nullifier }),
      }),
    }),
    createRoute({
      method: 'get',
      path: '/relay',
      operation: 'getRelay',
      tag: 'Ballots',
      summary: 'Tells whose signature receipts have',
      answers: { 200: { description: 'The relay’s address.', schema: wireRelay } },
      errors: [],
      handle: async () => ({ json: { address: receipts.address } }),
    }),
  ]
}
