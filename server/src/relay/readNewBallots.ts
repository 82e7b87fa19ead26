import type { WireSpace } from '@psephos/lib'
import type { BlockTag } from 'ethers'
import type { Chain } from '../chain/connectChain.ts'
import type { Ballot, PrismaClient } from '../generated/prisma/client.ts'

/** What {@link readNewBallots} takes. */
export interface ReadNewBallotsParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly space: WireSpace
  readonly proposalId: string
  readonly ballots: readonly Ballot[]
  /** As of which block; `pending` counts what waits to be mined, another relay's too. */
  readonly block: BlockTag
}

/** A ballot that the governor would count, and the words that it replaces; empty for a first one. */
export interface NewBallot {
  readonly ballot: Ballot
  readonly replacedWords: readonly bigint[]
}

/**
 * Asks the governor which of some ballots it does not count yet, and returns those: others may have
 * brought the rest. One that replaces another is left out, for now, while the index does not know that
 * other one: its words must be brought along.
 */
export async function readNewBallots({
  prisma,
  chain,
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
  const governor = chain.governor(space)
  const held = await Promise.all(
    ballots.map(({ nullifier }) => governor.ballotOf(proposalId, nullifier, { blockTag: block })),
  )
  return ballots.flatMap((ballot, index) => {
    const onChain = held[index]
    if (onChain === undefined) return []
    const known = indexed.get(ballot.nullifier)
    if (!onChain.counted) return known === undefined ? [{ ballot, replacedWords: [] }] : []
    if (onChain.revision >= ballot.revision || Number(onChain.revision) !== known?.revision)
      return []
    return [{ ballot, replacedWords: known.words.map(BigInt) }]
  })
}
