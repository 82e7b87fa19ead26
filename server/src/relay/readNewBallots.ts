import { ballotMessage, type WireSpace } from '@psephos/lib'
import type { BlockTag } from 'ethers'
import type { Ballot, PrismaClient } from '../generated/prisma/client.ts'
import type { BallotTarget, CountedOnChain } from './findBallotTarget.ts'
import type { NewBallot } from './NewBallot.ts'

/** What {@link readNewBallots} takes. */
export interface ReadNewBallotsParameters {
  readonly prisma: PrismaClient
  /** Where they are cast. */
  readonly target: Pick<BallotTarget, 'read'>
  readonly space: WireSpace
  readonly proposalId: string
  readonly ballots: readonly Ballot[]
  /** As of which block; `pending` counts what waits to be mined, another relay's too. */
  readonly block: BlockTag
}

/**
 * Asks where ballots are cast which of some are not counted yet, and returns those: others may have
 * brought the rest. One that replaces another is left out, for now, while the index does not know that
 * other one: its words must be brought along, and with others the ballot would be skipped, and paid for.
 */
export async function readNewBallots({
  prisma,
  target,
  space,
  proposalId,
  ballots,
  block,
}: ReadNewBallotsParameters): Promise<NewBallot[]> {
  const rows = await prisma.countedBallot.findMany({
    where: {
      spaceId: space.id,
      proposalId,
      nullifier: { in: ballots.map(({ nullifier }) => nullifier) },
    },
  })
  const indexed = new Map(rows.map((row) => [row.nullifier, row]))
  const held = await Promise.all(ballots.map(({ nullifier }) => target.read(nullifier, block)))
  return ballots.flatMap((ballot, index) => {
    const onChain = held[index]
    if (onChain === undefined) return []
    const known = indexed.get(ballot.nullifier)
    if (!onChain.counted) return known === undefined ? [{ ballot, replacedWords: [] }] : []
    if (onChain.revision >= ballot.revision || known === undefined) return []
    if (!isCountedHere(known, onChain)) return []
    return [{ ballot, replacedWords: known.words.map(BigInt) }]
  })
}

/** Tells whether words that are indexed are those that a contract counts. */
function isCountedHere(
  { revision, words }: { readonly revision: number; readonly words: readonly string[] },
  onChain: CountedOnChain,
): boolean {
  if (Number(onChain.revision) !== revision) return false
  const message = ballotMessage({ revision, words: words.map(BigInt) })
  return message >> 16n === BigInt(onChain.digest)
}
