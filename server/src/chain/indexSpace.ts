import type { WireSpace } from '@psephos/lib'
import type { Events } from '../events/Events.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { Chain } from './connectChain.ts'
import { type BlockRange, createBlockRange } from './createBlockRange.ts'
import { findStart } from './findStart.ts'
import { isUnreachable } from './nameChainFailure.ts'
import { readBlockHash } from './readBlockHash.ts'
import { readSpaceEvents, type SpaceEvents } from './readSpaceEvents.ts'
import { type Cursor, writeIndexStep } from './writeIndexStep.ts'

/** What {@link indexSpace} takes. */
export interface IndexSpaceParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly space: WireSpace
  /** Told what was written, once it is. */
  readonly events?: Events | undefined
  /** What is known of how much the node gives at once; kept between rounds. */
  readonly range?: BlockRange
}

/**
 * Writes the events of a space up to the latest block and returns the block up to which they are
 * written. Events and cursor are written in one transaction that holds only if nobody moved the cursor
 * meanwhile, so it can stop at any line and go on, and several can do it at once. When the block it
 * stood on is no longer the chain's, what was written after the last block that both histories share
 * is taken back together with writing what the chain has instead.
 */
export async function indexSpace({
  prisma,
  chain,
  space,
  events: listeners,
  range = createBlockRange(),
}: IndexSpaceParameters): Promise<number> {
  const latest = await chain.provider.getBlockNumber()
  let { cursor, shared } = await findStart({ prisma, chain, space, latest })
  let from = shared === null ? space.deploymentBlock : shared.block + 1
  // The chain is shorter than it was: there is only something to take back.
  if (from > latest && cursor !== null && shared?.block !== cursor.block) {
    await writeIndexStep({ prisma, space, cursor, shared, events: null, next: shared })
    listeners?.publish({ kind: 'indexed', space: space.id })
  }
  while (from <= latest) {
    const to = Math.min(from + range.size - 1, latest)
    const hash = await readBlockHash(chain, to)
    if (hash === null) break
    const events = await readEvents({ chain, space, range, from, to })
    if (events === null) continue
    // If the chain has turned while it was read, the next round finds out.
    const hasTurned =
      (await readBlockHash(chain, to)) !== hash ||
      (shared !== null && (await readBlockHash(chain, shared.block)) !== shared.hash)
    if (hasTurned) break
    const next: Cursor = { block: to, hash }
    if (!(await writeIndexStep({ prisma, space, cursor, shared, events, next }))) break
    if (cursor?.block !== shared?.block || hasNews(events)) {
      listeners?.publish({ kind: 'indexed', space: space.id })
    }
    cursor = shared = next
    from = to + 1
  }
  return from - 1
}

function hasNews({ proposals, steps, cast, replacing, shares }: SpaceEvents): boolean {
  return proposals.length + steps.length + cast.length + replacing.length + shares.length > 0
}

/** Null when the node will give less at once, which it is then asked for. */
async function readEvents({
  chain,
  space,
  range,
  from,
  to,
}: {
  chain: Chain
  space: WireSpace
  range: BlockRange
  from: number
  to: number
}): Promise<SpaceEvents | null> {
  try {
    const events = await readSpaceEvents({ chain, space, from, to })
    range.grow()
    return events
  } catch (error) {
    // How a node says that a range is too long differs from one to the next.
    if (!isUnreachable(error) && range.shrink(to - from + 1)) return null
    throw error
  }
}
