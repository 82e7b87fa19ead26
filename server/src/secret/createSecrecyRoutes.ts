import {
  NotFoundError,
  wireDecryptionShare,
  wireHash,
  wireRegisteredCommittee,
  wireSecrecy,
} from '@psephos/lib'
import * as z from 'zod'
import type { Dependencies } from '../Dependencies.ts'
import { CACHED_FOR_EVER } from '../http/cacheControl.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route } from '../http/Route.ts'
import { proposalParams } from '../proposals/proposalParams.ts'
import { createCommitteeStore } from './createCommitteeStore.ts'
import { readSecrecy } from './readSecrecy.ts'
import { receiveShare } from './receiveShare.ts'

const committeeParams = z.strictObject({
  committee: wireHash.describe('The committee’s id, as proposals name it.'),
})

/** Returns the routes by which secret proposals are decrypted. */
export function createSecrecyRoutes({ prisma, chain, circuits, logger }: Dependencies): Route[] {
  const committees = createCommitteeStore({ prisma, chain, logger })
  return [
    createRoute({
      method: 'get',
      path: '/proposals/{proposal}/secrecy',
      operation: 'getSecrecy',
      shared: true,
      tag: 'Results',
      summary: 'Tells how far the decryption of a secret proposal is',
      description:
        'Trustees decrypt the sums that the ballot box on-chain says, not these: they, and whoever checks a share, read the chain themselves.',
      params: proposalParams,
      answers: { 200: { description: 'How far it is.', schema: wireSecrecy } },
      errors: ['PROPOSAL_UNKNOWN', 'NOT_FOUND', 'CHAIN_UNAVAILABLE'],
      handle: async ({ params }) => ({
        json: await readSecrecy({ prisma, chain, committees, proposalId: params.proposal }),
      }),
    }),
    createRoute({
      method: 'post',
      path: '/proposals/{proposal}/decryption-shares',
      operation: 'submitDecryptionShare',
      tag: 'Results',
      summary: 'Takes a trustee’s share of a decryption for the relay, which brings it on-chain',
      description:
        'Taken once the ballots’ sums are fixed on-chain and the share’s proof holds. The same share again is fine. Anybody may bring it to the ballot box as well.',
      params: proposalParams,
      body: wireDecryptionShare,
      answers: { 202: { description: 'The share is stored.', schema: wireSecrecy } },
      errors: [
        'PROPOSAL_UNKNOWN',
        'NOT_FOUND',
        'BALLOT_PROOF_INVALID',
        'CHAIN_REVERTED',
        'CHAIN_UNAVAILABLE',
      ],
      handle: async ({ params, body }) => {
        const proposalId = params.proposal
        await receiveShare({ prisma, chain, circuits, proposalId, share: body })
        return { status: 202, json: await readSecrecy({ prisma, chain, committees, proposalId }) }
      },
    }),
    createRoute({
      method: 'get',
      path: '/committees/{committee}',
      operation: 'getCommittee',
      tag: 'Results',
      summary: 'Answers a registered committee, from which its keys follow',
      description:
        'Its id is the hash of what follows from it: nobody needs to believe this server.',
      params: committeeParams,
      answers: { 200: { description: 'Cached for ever.', schema: wireRegisteredCommittee } },
      errors: ['NOT_FOUND'],
      handle: async ({ params: { committee: id } }) => {
        const committee = await committees.find(id)
        if (committee === null) throw new NotFoundError({ path: `/api/v1/committees/${id}` })
        return { json: committee, headers: CACHED_FOR_EVER }
      },
    }),
  ]
}
