import { type BallotSet, decodeBallot, RequestMalformedError } from '@psephos/lib'
import { Prisma, type PrismaClient, type Proposal } from '../generated/prisma/client.ts'
import { shownBallots } from './shownBallots.ts'

/** What {@link readBallotPage} takes. */
export interface ReadBallotPageParameters {
  readonly prisma: PrismaClient
  readonly proposal: Pick<Proposal, 'spaceId' | 'id' | 'optionCount' | 'committee'>
  readonly set: BallotSet
  /** A proposal has ballots of one kind only. */
  readonly kind: BallotKind
  /** After which place; from the start if absent. */
  readonly cursor?: string | undefined
  /** From 1 to 1 000. */
  readonly limit: number
  /** The start of a minute: no ballot that was received since is told. */
  readonly until: Date
}

/** Whether what ballots say is public while others vote. */
export type BallotKind = 'open' | 'secret'

/** A page of ballots as it is sent: its numbers of 256 bits are text already. */
export interface BallotPage {
  readonly set: BallotSet
  readonly ballots: readonly (Row<'points', readonly string[]> | Row<'transaction', string>)[]
  readonly next: string | null
}

/** A ballot, what it says, and its proof or what brought it. */
type Row<Name extends string, Value> = {
  readonly nullifier: string
  readonly revision: number
} & Said & { readonly [key in Name]: Value }

type Said = { readonly votes: readonly number[] } | { readonly encrypted: WireEncrypted }
type WireEncrypted = { readonly r: WirePoint; readonly c: readonly WirePoint[] }
type WirePoint = { readonly x: string; readonly y: string }

/**
 * Returns a page of a proposal's ballots by nullifier, so that their order says nothing of who came
 * first, and so that what comes meanwhile moves no page.
 * @throws {@link RequestMalformedError} when the cursor is none that a page gave.
 */
export async function readBallotPage(parameters: ReadBallotPageParameters): Promise<BallotPage> {
  const { set, limit, cursor, kind, proposal } = parameters
  const after = cursor === undefined ? '' : parseCursor(cursor)
  const isSecret = proposal.committee !== null
  if (isSecret !== (kind === 'secret')) return { set, ballots: [], next: null }
  const read = set === 'received' ? readReceived : readSettled
  const ballots = await read(parameters, after)
  const last = ballots.at(-1)
  const next = ballots.length < limit || last === undefined ? null : toCursor(last.nullifier)
  return { set, ballots, next }
}

async function readReceived(
  { prisma, proposal, limit, until, kind }: ReadBallotPageParameters,
  after: string,
): Promise<BallotPage['ballots']> {
  const shown = shownBallots({ spaceId: proposal.spaceId, proposalId: proposal.id, until })
  const rows = await prisma.$queryRaw<ShownRow[]>(Prisma.sql`
    SELECT "nullifier", "revision", "votes", "encrypted", "points" FROM ${shown}
    WHERE "nullifier" > ${after} ORDER BY "nullifier" LIMIT ${limit}`)
  return rows.map(({ nullifier, revision, votes, encrypted, points }) => {
    const said = kind === 'open' ? { votes } : { encrypted: toWireEncrypted(encrypted) }
    return { nullifier, revision, ...said, points }
  })
}

interface ShownRow {
  readonly nullifier: string
  readonly revision: number
  readonly votes: readonly number[]
  readonly encrypted: readonly string[]
  readonly points: readonly string[]
}

async function readSettled(
  { prisma, proposal: { spaceId, id, optionCount }, limit, kind }: ReadBallotPageParameters,
  after: string,
): Promise<BallotPage['ballots']> {
  const rows = await prisma.countedBallot.findMany({
    where: { spaceId, proposalId: id, nullifier: { gt: after } },
    orderBy: { nullifier: 'asc' },
    take: limit,
  })
  return rows.map(({ nullifier, revision, words, transaction }) => {
    const said =
      kind === 'open'
        ? { votes: decodeBallot({ words: words.map(BigInt), optionCount }) }
        : { encrypted: toWireEncrypted(words) }
    return { nullifier, revision, ...said, transaction }
  })
}

/** The coordinates of R and of each C, in pairs. */
function toWireEncrypted(words: readonly string[]): WireEncrypted {
  const [r, ...c] = Array.from({ length: words.length / 2 }, (_, index) => ({
    x: words[2 * index] ?? '0',
    y: words[2 * index + 1] ?? '0',
  }))
  return { r: r ?? { x: '0', y: '0' }, c }
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
