import type { WireSpace } from '@psephos/lib'
import { id } from 'ethers'
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
  /**
   * By how many seconds, at most, this relay acts later than these rules say, so that of several with
   * the same ballots one finds them brought; another amount for each relay and proposal. It is less
   * than half of `beforeClose`.
   */
  readonly jitter?: number
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
  /** The account that pays: what relays differ by. */
  readonly account: string
}

/** Ballots for one transaction. */
export interface DueBatch {
  readonly proposalId: string
  readonly ballots: Ballot[]
  /** Voting is about to close: there is no time to wait for what others have sent. */
  readonly isLast: boolean
}

/** The most batches of a proposal at once: what is read is held in memory. */
const BATCHES = 8

/**
 * Returns the batches that should be settled now, oldest ballots first. A ballot waits until the
 * governor counts it, or a later revision of it, or has refused it, and while no pending transaction
 * carries it; so what a lost transaction carried is selected again.
 */
export async function selectDueBallots(
  parameters: SelectDueBallotsParameters,
): Promise<DueBatch[]> {
  const { prisma, space, rules, chainNow } = parameters
  const open = await prisma.proposal.findMany({
    where: {
      spaceId: space.id,
      snapshot: { lt: chainNow },
      deadline: { gt: chainNow },
      // Nothing is counted there any more, and asking would fail each time.
      steps: { none: { step: 'canceled' } },
    },
    select: { id: true, deadline: true, optionCount: true, committee: true },
  })
  const due: DueBatch[] = []
  for (const proposal of open) {
    const isSecret = proposal.committee !== null
    const size = Math.min(rules.batchSize, getBatchSize({ ...proposal, isSecret }))
    const waiting = await readWaitingBallots(prisma, space.id, proposal.id, BATCHES * size)
    if (!areDue(parameters, proposal, waiting)) continue
    const isLast = proposal.deadline - chainNow <= rules.beforeClose / 2
    for (let start = 0; start < waiting.length; start += size) {
      const ballots = mix(waiting.slice(start, start + size))
      due.push({ proposalId: proposal.id, ballots, isLast })
    }
  }
  return due
}

function areDue(
  { rules, chainNow, now, account }: SelectDueBallotsParameters,
  proposal: { readonly id: string; readonly deadline: number },
  waiting: readonly Ballot[],
): boolean {
  const [oldest] = waiting
  if (oldest === undefined) return false
  const delay = getDelay(account, proposal.id, rules)
  const waited = now - oldest.receivedAt.getTime() / 1_000
  // The ballot that makes them enough came last; how long it has waited is how long they are enough.
  const enough = waiting.toSorted(byArrival).at(rules.whenWaiting - 1)
  const enoughFor = enough === undefined ? -1 : now - enough.receivedAt.getTime() / 1_000
  return (
    (waiting.length >= rules.whenWaiting && enoughFor >= delay) ||
    waited >= rules.afterSeconds + delay ||
    proposal.deadline - chainNow <= rules.beforeClose - delay
  )
}

function byArrival(a: Ballot, b: Ballot): number {
  return a.receivedAt.getTime() - b.receivedAt.getTime()
}

/**
 * Returns by how many seconds a relay acts later than it could: as good as random, and the same whenever it is asked for, from 0 up to the
 * jitter.
 */
export function getDelay(
  account: string,
  proposalId: string,
  { jitter = 0, beforeClose }: SettlementRules,
): number {
  const most = Math.min(jitter, Math.floor(beforeClose / 2))
  if (most <= 0) return 0
  return Number(BigInt(id(`${account.toLowerCase()}/${proposalId}`)) % BigInt(most))
}

/** By nullifier, which is as good as random: the order of a batch must not say who came first. */
function mix(ballots: readonly Ballot[]): Ballot[] {
  return ballots.toSorted((a, b) => (a.nullifier < b.nullifier ? -1 : 1))
}

function readWaitingBallots(
  prisma: PrismaClient,
  spaceId: string,
  proposalId: string,
  limit: number,
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
      AND NOT EXISTS (
        SELECT 1 FROM "RelayClaim" AS claim
        WHERE claim."key" = 'ballot/' || ballot."spaceId" || '/' || ballot."proposalId" || '/'
          || ballot."nullifier" || '/' || ballot."revision")
    ORDER BY ballot."receivedAt", ballot."nullifier"
    LIMIT ${limit}`
}
