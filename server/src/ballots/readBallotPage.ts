import {
  type BallotSet,
  decodeBallot,
  RequestMalformedError,
  type WireBallotList,
} from '@psephos/lib'
import { Prisma, type PrismaClient, type Proposal } from '../generated/prisma/client.ts'
import { shownBallots } from './shownBallots.ts'

/** What {@link readBallotPage} takes. */
export interface ReadBallotPageParameters {
  readonly prisma: PrismaClient
  readonly proposal: Pick<Proposal, 'spaceId' | 'id' | 'optionCount'>
  readonly set: BallotSet
  /** After which place; from the start if absent. */
  readonly cursor?: string | undefined
  /** From 1 to 1 000. */
  readonly limit: number
  /** The start of a minute: no ballot that was received since is told. */
  readonly until: Date
}

/** A page of ballots as it is sent: its numbers of 256 bits are text already. */
export interface BallotPage {
  readonly set: WireBallotList['set']
  readonly ballots: readonly (ReceivedRow | SettledRow)[]
  readonly next: string | null
}

interface ReceivedRow {
  readonly nullifier: string
  readonly revision: number
  readonly votes: readonly number[]
  readonly points: readonly string[]
}

interface SettledRow {
  readonly nullifier: string
  readonly revision: number
  readonly votes: readonly number[]
  readonly transaction: string
}

/**
 * Returns a page of a proposal's ballots by nullifier, so that their order says nothing of who came
 * first, and so that what comes meanwhile moves no page.
 * @throws {@link RequestMalformedError} when the cursor is none that a page gave.
 */
export async function readBallotPage(parameters: ReadBallotPageParameters): Promise<BallotPage> {
  const { set, limit, cursor } = parameters
  const after = cursor === undefined ? '' : parseCursor(cursor)
  const read = set === 'received' ? readReceived : readSettled
  const ballots = await read(parameters, after)
  const last = ballots.at(-1)
  const next = ballots.length < limit || last === undefined ? null : toCursor(last.nullifier)
  return { set, ballots, next }
}

function readReceived(
  { prisma, proposal, limit, until }: ReadBallotPageParameters,
  after: string,
): Promise<ReceivedRow[]> {
  const rows = shownBallots({ spaceId: proposal.spaceId, proposalId: proposal.id, until })
  return prisma.$queryRaw<ReceivedRow[]>(Prisma.sql`
    SELECT "nullifier", "revision", "votes", "points" FROM ${rows}
    WHERE "nullifier" > ${after} ORDER BY "nullifier" LIMIT ${limit}`)
}

async function readSettled(
  { prisma, proposal: { spaceId, id, optionCount }, limit }: ReadBallotPageParameters,
  after: string,
): Promise<SettledRow[]> {
  const rows = await prisma.countedBallot.findMany({
    where: { spaceId, proposalId: id, nullifier: { gt: after } },
    orderBy: { nullifier: 'asc' },
    take: limit,
  })
  return rows.map(({ nullifier, revision, words, transaction }) => {
    const votes = decodeBallot({ words: words.map(BigInt), optionCount })
    return { nullifier, revision, votes, transaction }
  })
}

function toCursor(nullifier: string): string {
  return Buffer.from(nullifier).toString('base64url')
}

function parseCursor(cursor: string): string {
  const nullifier = Buffer.from(cursor, 'base64url').toString()
  if (!/^(0|[1-9]\d{0,77})$/.test(nullifier) || toCursor(nullifier) !== cursor) {
    throw new RequestMalformedError({ path: 'cursor', reason: 'must be the next of a page' })
  }
  return nullifier
}
