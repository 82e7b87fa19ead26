import { proposalSteps, type WireProposalTransactions, type WireSettlement } from '@psephos/lib'
import * as z from 'zod'
import { createTimedCache } from '../cache/createTimedCache.ts'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, Proposal } from '../generated/prisma/client.ts'
import { encodeCursor, parseCursor } from '../http/cursor.ts'

/** What the chain says of a transaction beside what is indexed of it. */
type Envelope = Pick<WireSettlement, 'at' | 'sender'>

/** Tells of the transactions in which something became of a proposal. */
export interface TransactionReader {
  /**
   * Returns the proposal's steps and a page of its settlements, the latest first.
   * @throws {@link RequestMalformedError} when the cursor is none of this list.
   */
  readonly read: (parameters: {
    readonly proposal: Pick<Proposal, 'spaceId' | 'id'>
    readonly cursor?: string | undefined
    /** From 1 to 100. */
    readonly limit: number
    /** Told how many questions to the node it takes, before they are asked; what it throws is thrown. */
    readonly charge: (questions: number) => Promise<void>
  }) => Promise<WireProposalTransactions>
}

/** More than a proposal can have: a governor of another make may tell the same thing twice. */
const MOST_STEPS = 16
/** For how long a node is believed that it knows no such transaction, in milliseconds. */
const UNKNOWN_LIFETIME = 10_000
/** And what it says of one that is mined: another one after the chain has turned is of another block. */
const MINED_LIFETIME = 3_600_000
const MOST_ENVELOPES = 10_000
/** For the transaction and for the block's time. */
const QUESTIONS = 2

const whole = z.number().int().nonnegative().max(2_147_483_647)
const place = z.tuple([whole, whole])

/** A transaction as it is indexed. */
interface Mined {
  readonly transaction: string
  readonly block: number
}

interface SettlementRow extends Mined {
  readonly logIndex: number
  readonly ballots: number
}

/** Returns a reader that asks the node about each mined transaction once an hour at most. */
export function createTransactionReader({
  prisma,
  chain,
}: {
  readonly prisma: PrismaClient
  readonly chain: Chain
}): TransactionReader {
  const envelopes = createTimedCache({
    read: (key: string) => readEnvelope(chain, key.split(' ')[0] ?? ''),
    lifetime: ({ at }) => (at === null ? UNKNOWN_LIFETIME : MINED_LIFETIME),
    capacity: MOST_ENVELOPES,
  })
  const keyOf = ({ transaction, block }: Mined) => `${transaction} ${block}`
  const enclose = async <Row extends Mined>(row: Row) => ({
    ...row,
    ...(await envelopes.read(keyOf(row))),
  })
  return {
    read: async ({ proposal: { spaceId, id: proposalId }, cursor, limit, charge }) => {
      const after = parseCursor(place, cursor)
      const [steps, rows, settlementCount] = await Promise.all([
        prisma.proposalStep.findMany({
          where: { spaceId, proposalId },
          orderBy: [{ block: 'asc' }, { logIndex: 'asc' }],
          take: MOST_STEPS,
        }),
        readSettlements({ prisma, spaceId, proposalId, after, limit: limit + 1 }),
        countSettlements({ prisma, spaceId, proposalId }),
      ])
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      const unknown = new Set([...steps, ...shown].map(keyOf).filter((key) => !envelopes.has(key)))
      if (unknown.size > 0) await charge(QUESTIONS * unknown.size)
      return {
        steps: await Promise.all(
          steps.flatMap(({ step: name, transaction, block }) => {
            const step = proposalSteps.find((each) => each === name)
            return step === undefined ? [] : [enclose({ step, transaction, block })]
          }),
        ),
        settlements: await Promise.all(
          shown.map(({ transaction, block, ballots }) => enclose({ transaction, block, ballots })),
        ),
        settlementCount,
        ...(rows.length === shown.length || last === undefined
          ? {}
          : { next: encodeCursor([last.block, last.logIndex]) }),
      }
    },
  }
}

interface Asked {
  readonly prisma: PrismaClient
  readonly spaceId: string
  readonly proposalId: string
}

/** Ballots that were replaced since were brought all the same. */
function readSettlements({
  prisma,
  spaceId,
  proposalId,
  after,
  limit,
}: Asked & { after: [number, number] | null; limit: number }): Promise<SettlementRow[]> {
  const [block, logIndex] = after ?? [2_147_483_647, 2_147_483_647]
  return prisma.$queryRaw<SettlementRow[]>`
    SELECT "transaction", "block", max("logIndex") AS "logIndex", count(*)::int AS "ballots"
    FROM (
      SELECT "transaction", "block", "logIndex" FROM "CountedBallot"
      WHERE "spaceId" = ${spaceId} AND "proposalId" = ${proposalId}
      UNION ALL
      SELECT "transaction", "block", "logIndex" FROM "ReplacedBallot"
      WHERE "spaceId" = ${spaceId} AND "proposalId" = ${proposalId}
    ) AS brought
    GROUP BY "transaction", "block"
    HAVING ("block", max("logIndex")) < (${block}::int, ${logIndex}::int)
    ORDER BY "block" DESC, max("logIndex") DESC
    LIMIT ${limit}`
}

async function countSettlements({ prisma, spaceId, proposalId }: Asked): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (
      SELECT "transaction" FROM "CountedBallot"
      WHERE "spaceId" = ${spaceId} AND "proposalId" = ${proposalId}
      UNION
      SELECT "transaction" FROM "ReplacedBallot"
      WHERE "spaceId" = ${spaceId} AND "proposalId" = ${proposalId}
    ) AS brought`
  return row?.count ?? 0
}

async function readEnvelope({ provider }: Chain, hash: string): Promise<Envelope> {
  const transaction = await provider.getTransaction(hash)
  const number = transaction?.blockNumber ?? null
  const block = number === null ? null : await provider.getBlock(number)
  return { at: block?.timestamp ?? null, sender: transaction?.from.toLowerCase() ?? null }
}
