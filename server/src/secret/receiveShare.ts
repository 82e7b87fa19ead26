import {
  BallotProofInvalidError,
  ChainRevertedError,
  NotFoundError,
  optionClass,
  RequestMalformedError,
  toCurvePoint,
  verifyDecryptionShares,
  type WireDecryptionShare,
} from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { findProposal } from '../proposals/readProposals.ts'
import { type Election, readElection } from './readElection.ts'
import type { ServedCircuits } from './ServedCircuits.ts'

/** What {@link receiveShare} takes. */
export interface ReceiveShareParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly circuits: ServedCircuits
  readonly proposalId: bigint
  readonly share: WireDecryptionShare
}

/**
 * Stores a trustee's share of a decryption, once its proof holds for what the chain says; the relay brings it on-chain. The same again is
 * fine. Nobody needs to be believed: the ballot box verifies it as well.
 * @throws {@link ProposalUnknownError}; {@link NotFoundError} when the proposal's ballots are open; {@link RequestMalformedError} when the
 * share is of no trustee or has not a point for each option; {@link ChainRevertedError} when there is nothing to decrypt, with the reason
 * that the ballot box would give; {@link BallotProofInvalidError} when the proof does not hold.
 */
export async function receiveShare({
  prisma,
  chain,
  circuits,
  proposalId,
  share,
}: ReceiveShareParameters): Promise<void> {
  const proposal = await findProposal(prisma, proposalId)
  const election = await readElection({ chain, proposal })
  const { id, spaceId, optionCount, committee } = proposal
  const size = optionClass(Math.min(16, optionCount))
  const key = circuits.keyOf('decryption-share', size)
  if (election === null || committee === null || key === null)
    throw new NotFoundError({ path: `/api/v1/proposals/${proposalId}/decryption-shares` })
  const { position } = share
  if (share.shares.length !== optionCount)
    throw new RequestMalformedError({ path: 'shares', reason: `must be ${optionCount} points` })
  const { trustees } = await election.committees.committeeOf(committee)
  if (position > trustees)
    throw new RequestMalformedError({ path: 'position', reason: `must be from 1 to ${trustees}` })
  const points = share.shares.flatMap(({ x, y }) => [String(x), String(y)])
  const where = { spaceId, proposalId: id, position }
  if (await isOnChain(prisma, where, points)) return
  const sums = requireSums(election, proposalId)
  const hash = await election.committees.verificationKeysHashOf(committee, position, size)
  const verificationKeysHashes = new Map([[position, hash]])
  const r = toCurvePoint(sums.r)
  const [isRight] = await verifyDecryptionShares({
    ...{ shares: [share], r, optionCount, verificationKeysHashes, key },
  })
  if (isRight !== true) throw new BallotProofInvalidError()
  const data = { ...where, points, proof: share.proof.map(String), receivedAt: new Date() }
  await prisma.$transaction(async (transaction) => {
    await transaction.receivedShare.createMany({ data, skipDuplicates: true })
    // There is one right share for what is decrypted: another is left of a history that the chain no longer has.
    await transaction.receivedShare.updateMany({
      where: { ...where, NOT: { points: { equals: points } } },
      data,
    })
  })
}

async function isOnChain(
  prisma: PrismaClient,
  { spaceId, proposalId, position }: { spaceId: string; proposalId: string; position: number },
  points: readonly string[],
): Promise<boolean> {
  const where = { spaceId_proposalId_position: { spaceId, proposalId, position } }
  const row = await prisma.decryptionShare.findUnique({ where })
  return row !== null && row.points.join() === points.join()
}

/** What is to be decrypted is known only once it is fixed: a share of anything else would open a ballot. */
function requireSums(
  { phase, state, voters, sums }: Election,
  proposalId: bigint,
): NonNullable<Election['sums']> {
  const refuse = (error: string): never => {
    throw new ChainRevertedError({ reason: `${error}(${proposalId})` })
  }
  if (phase === 'revealed') return refuse('SecretTallyFinal')
  if (phase === 'canceled') return refuse('SecretProposalNotActive')
  if (phase !== 'decrypting') return refuse('SecretBallotsNotClosed')
  if (state !== 'active') return refuse('SecretProposalNotActive')
  if (voters === 0 || sums === null) return refuse('SecretBallotsNone')
  return sums
}
