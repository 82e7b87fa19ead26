import type { WireSpace } from '@psephos/lib'
import type { Ballot, PrismaClient } from '../generated/prisma/client.ts'
import { getBatchSize } from './getBatchSize.ts'

/** When a proposal's waiting ballots are brought on-chain: as soon as any of these holds. */
export interface SettlementRules {
  /** This many ballots wait. */
  readonly whenWaiting: number
  /** The ballot that waits longest has waited so many seconds. */
  readonly afterSeconds: number
  /** Voting closes in so many seconds. */
  readonly beforeClose: number
  /** The most ballots in one transaction; fewer where they would not fit ({@link getBatchSize}). */
  readonly batchSize: number
}

/** What {@link selectDueBallots} takes. */
export interface SelectDueBallotsParameters {
  readonly prisma: PrismaClient
  readonly space: Pick<WireSpace, 'id'>
  readonly rules: SettlementRules
  /** The chain's time, in seconds: the clock by which voting closes. */
  readonly chainNow: number
  /** This server's time, in seconds: the clock by which ballots wait. */
  readonly now: number
}

/**
 * Returns the batches that should be settled now, oldest ballots first. A ballot waits until the
 * governor counts it, or a later revision of it, or has refused it; so what a lost transaction
 * carried is selected again.
 */
export async function selectDueBallots({
  prisma,
  space,
  rules,
  chainNow,
  now,
}: SelectDueBallotsParameters): Promise<{ proposalId: string; ballots: Ballot[] }[]> {
  const open = await prisma.proposal.findMany({
    where: { spaceId: space.id, snapshot: { lt: chainNow }, deadline: { gt: chainNow } },
    select: { id: true, deadline: true, optionCount: true },
  })
  const due: { proposalId: string; ballots: Ballot[] }[] = []
  for (const proposal of open) {
    const waiting = await readWaitingBallots(prisma, space.id, proposal.id)
    const [oldest] = waiting
    if (oldest === undefined) continue
    const waited = now - oldest.receivedAt.getTime() / 1_000
    const isDue =
      waiting.length >= rules.whenWaiting ||
      waited >= rules.afterSeconds ||
      proposal.deadline - chainNow <= rules.beforeClose
    if (!isDue) continue
    const size = Math.min(rules.batchSize, getBatchSize(proposal))
    due.push({ proposalId: proposal.id, ballots: mix(waiting.slice(0, size)) })
  }
  return due
}

/** By nullifier, which is as good as random: the order of a batch must not say who came first. */
function mix(ballots: readonly Ballot[]): Ballot[] {
  return ballots.toSorted((a, b) => (a.nullifier < b.nullifier ? -1 : 1))
}

function readWaitingBallots(
  prisma: PrismaClient,
  spaceId: string,
  proposalId: string,
): Promise<Ballot[]> {
  return prisma.$queryRaw<Ballot[]>`
    SELECT ballot.*
    FROM "Ballot" AS ballot
    LEFT JOIN "CountedBallot" AS counted
      ON counted."spaceId" = ballot."spaceId"
      AND counted."proposalId" = ballot."proposalId"
      AND counted."nullifier" = ballot."nullifier"
    WHERE ballot."spaceId" = ${spaceId}
      AND ballot."proposalId" = ${proposalId}
      AND ballot."refusal" IS NULL
      AND (counted."revision" IS NULL OR counted."revision" < ballot."revision")
    ORDER BY ballot."receivedAt", ballot."nullifier"`
}
