import { ChainUnavailableError, NotFoundError, type WireSecrecy } from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { findProposal } from '../proposals/readProposals.ts'
import { type CommitteeStore, readCapacity } from './createCommitteeStore.ts'
import { readElection, toPoints } from './readElection.ts'

/** What {@link readSecrecy} takes. */
export interface ReadSecrecyParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly committees: CommitteeStore
  readonly proposalId: bigint
}

/**
 * Returns how far the decryption of a secret proposal is. Phase, sums and totals are the chain's as it is now, shares those that are
 * indexed and those on their way.
 * @throws {@link ProposalUnknownError} when no space of this server has such a proposal, {@link NotFoundError} when its ballots are open,
 * {@link ChainUnavailableError} when the node gives no answer, or no committee.
 */
export async function readSecrecy({
  prisma,
  chain,
  committees,
  proposalId,
}: ReadSecrecyParameters): Promise<WireSecrecy> {
  const proposal = await findProposal(prisma, proposalId)
  const election = await readElection({ chain, proposal })
  const { id, spaceId, space, committee: committeeId } = proposal
  if (election === null || committeeId === null)
    throw new NotFoundError({ path: `/api/v1/proposals/${proposalId}/secrecy` })
  const { phase, address, registry, voters, sums } = election
  const where = { spaceId, proposalId: id }
  const [committee, submitted, received, totals] = await Promise.all([
    committees.read({ space, id: committeeId }),
    prisma.decryptionShare.findMany({ where, orderBy: { position: 'asc' } }),
    prisma.receivedShare.findMany({ where, orderBy: { position: 'asc' } }),
    phase === 'revealed' ? chain.governor(space).proposalTally(id) : null,
  ])
  if (committee === null) throw new ChainUnavailableError({ chainId: chain.chainId })
  const known = new Set(submitted.map(({ position }) => position))
  const onTheirWay = phase === 'decrypting' ? received : []
  const shares = [
    ...submitted,
    ...onTheirWay
      .filter(({ position }) => !known.has(position))
      .map((share) => ({ ...share, transaction: null })),
  ].sort((a, b) => a.position - b.position)
  return {
    proposal: proposalId,
    phase,
    box: address,
    registry,
    committee: {
      id: committeeId,
      threshold: committee.threshold,
      trustees: committee.trustees,
      capacity: readCapacity(committee),
    },
    voters,
    sums,
    shares: shares.map(({ position, points, transaction }) => ({
      position,
      points: toPoints(points),
      transaction,
    })),
    totals:
      totals?.options.map(({ votesFor, votesAgainst }) => ({ votesFor, votesAgainst })) ?? null,
  }
}
