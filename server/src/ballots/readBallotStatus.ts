import { type BallotStatus, BallotUnknownError, type WireBallotStatus } from '@psephos/lib'
import type { Ballot, PrismaClient, Proposal } from '../generated/prisma/client.ts'

/** What {@link readBallotStatus} takes. */
export interface ReadBallotStatusParameters {
  readonly prisma: PrismaClient
  readonly proposal: Pick<Proposal, 'id' | 'spaceId'>
  readonly nullifier: bigint
}

/**
 * Returns where the latest ballot of a nullifier stands, whether it came through this server or
 * not.
 * @throws {@link BallotUnknownError} when neither this server nor the governor has one.
 */
export async function readBallotStatus({
  prisma,
  proposal,
  nullifier,
}: ReadBallotStatusParameters): Promise<WireBallotStatus> {
  const where = {
    spaceId_proposalId_nullifier: {
      spaceId: proposal.spaceId,
      proposalId: proposal.id,
      nullifier: String(nullifier),
    },
  }
  const [held, counted] = await Promise.all([
    prisma.ballot.findUnique({ where }),
    prisma.countedBallot.findUnique({ where }),
  ])
  const isCounted = counted !== null && (held === null || counted.revision >= held.revision)
  const latest = isCounted ? counted : held
  if (latest === null) throw new BallotUnknownError()
  return {
    proposal: BigInt(proposal.id),
    nullifier,
    revision: latest.revision,
    status: isCounted || held === null ? 'counted' : readStatus(held),
    receivedAt:
      held?.revision === latest.revision ? Math.floor(held.receivedAt.getTime() / 1_000) : null,
    transaction: latest.transaction,
  }
}

function readStatus({ refusal, transaction }: Ballot): BallotStatus {
  if (refusal !== null) return 'refused'
  return transaction === null ? 'received' : 'settling'
}
