import { letOthersRun } from '../../async/letOthersRun.ts'
import { ExtendedPoint } from '../babyJubjub.ts'
import { AGAINST_SHIFT } from '../encodeVotes.ts'
import type { TotalsBounds } from './boundTotals.ts'
import { createMarkTable } from './createMarkTable.ts'
import { createStepper } from './createStepper.ts'

/** Votes for and against one option. */
export type OptionTotals = { readonly votesFor: number; readonly votesAgainst: number }

/** What {@link searchBox} takes. */
export type SearchBoxParameters = {
  /** The points whose totals are looked for. */
  targets: readonly ExtendedPoint[]
  bounds: TotalsBounds
  /** The most steps that are remembered. */
  tableSize: number
  /** Called as the search goes on, with how many steps were made since the last time. */
  onSteps: (steps: number) => void
  signal?: AbortSignal | undefined
}

/** A walk that is kept short enough for others to run between any two. */
const MAX_REACH = 512

/**
 * How a box of totals is covered. `long` is the larger side, `short` the other one. The table
 * remembers i·L + k·S for |i| ≤ alongHalf, |k| ≤ shortHalf, where L and S are what one vote on a side
 * adds; the box is cut into cells of that size.
 */
export type BoxPlan = {
  readonly isForLong: boolean
  readonly longHalf: number
  readonly shortHalf: number
  /** How many cells lie along each side. */
  readonly longCells: number
  readonly shortCells: number
  /** How many steps the table takes, and how many looking for one target at most. */
  readonly tableSteps: number
  readonly targetSteps: number
}

/** Returns the plan by which the fewest steps are made when every target lies in the last cell. */
export function planBox(bounds: TotalsBounds, targets: number, tableSize: number): BoxPlan {
  const isForLong = bounds.votesFor >= bounds.votesAgainst
  const [long, short] = isForLong
    ? [bounds.votesFor + 1, bounds.votesAgainst + 1]
    : [bounds.votesAgainst + 1, bounds.votesFor + 1]
  const best = Math.ceil(Math.sqrt((targets * long * short) / 2))
  const steps = Math.min(Math.max(best, 1), tableSize)
  const longHalf = Math.min(Math.ceil((long - 1) / 2), steps)
  const width = 2 * longHalf + 1
  const isWholeRow = width >= long
  const shortHalf = isWholeRow
    ? Math.min(Math.ceil((short - 1) / 2), Math.max(0, Math.floor((steps - longHalf) / width)))
    : 0
  const longCells = Math.ceil(long / width)
  const shortCells = Math.ceil(short / (2 * shortHalf + 1))
  return {
    ...{ isForLong, longHalf, shortHalf, longCells, shortCells },
    tableSteps: longHalf + 1 + shortHalf * width,
    targetSteps: longCells * shortCells,
  }
}

/**
 * Looks for for·G + against·2³²·G within bounds by baby steps and giant steps, and returns the totals
 * of each target, or null where there are none. All targets share the table of baby steps; cells with
 * the lowest totals are looked at first.
 * Source: Shanks, "Class number, a theory of factorization, and genera", 1971.
 * @throws the signal's reason when it is aborted.
 */
export async function searchBox({
  targets,
  bounds,
  tableSize,
  onSteps,
  signal,
}: SearchBoxParameters): Promise<(OptionTotals | null)[]> {
  const plan = planBox(bounds, targets.length, tableSize)
  const vote = ExtendedPoint.BASE
  const against = vote.multiplyUnsafe(1n << AGAINST_SHIFT)
  const [long, short] = plan.isForLong ? [vote, against] : [against, vote]
  const pause = createPause(onSteps, signal)
  const table = await fillTable({ plan, long, short, pause })

  const width = 2 * plan.longHalf + 1
  const height = 2 * plan.shortHalf + 1
  // The walks go along the side with more cells.
  const isAlongLong = plan.longCells >= plan.shortCells
  const [cellStep, cells, rows] = isAlongLong
    ? [long.multiplyUnsafe(BigInt(width)), plan.longCells, plan.shortCells]
    : [short.multiplyUnsafe(BigInt(height)), plan.shortCells, plan.longCells]
  const stepper = createStepper({ step: cellStep, reach: reachFor(cells) })
  const span = 2 * stepper.reach + 1
  const walks = listWalks()
  const results: (OptionTotals | null)[] = []
  for (const target of targets) results.push(await searchTarget(target))
  return results

  /** Where each walk has its middle, in votes on the two sides, the lowest totals first. */
  function listWalks(): { long: number; short: number }[] {
    const [cellVotes, rowVotes] = isAlongLong ? [width, height] : [height, width]
    const found = Array.from({ length: rows }, (_, row) =>
      Array.from({ length: Math.ceil(cells / span) }, (_, walk) => {
        const along = walk * span * cellVotes
        const across = row * rowVotes
        const [least, middle] = [along + across, along + stepper.reach * cellVotes]
        const [longVotes, shortVotes] = isAlongLong ? [middle, across] : [across, middle]
        return {
          least,
          long: longVotes + plan.longHalf,
          short: shortVotes + plan.shortHalf,
        }
      }),
    ).flat()
    return found
      .filter(({ least }) => least <= bounds.together)
      .sort((one, two) => one.least - two.least)
  }

  async function searchTarget(target: ExtendedPoint): Promise<OptionTotals | null> {
    for (const middle of walks) {
      const centre = target
        .subtract(long.multiplyUnsafe(BigInt(middle.long)))
        .subtract(short.multiplyUnsafe(BigInt(middle.short)))
      stepper.walk(centre.toAffine())
      for (let place = 0; place < span; place++) {
        const offset = place - stepper.reach
        let found: OptionTotals | null = null
        table.find(stepper.marks[place] as bigint, (entry) => {
          found ??= recognize(target, middle, offset, entry)
        })
        if (found) return found
      }
      await pause(span)
    }
    return null
  }

  /** Turns a mark that was found into totals, if it is not by chance. */
  function recognize(
    target: ExtendedPoint,
    middle: { long: number; short: number },
    offset: number,
    entry: number,
  ): OptionTotals | null {
    const [i, k] = [(entry % width) - plan.longHalf, Math.floor(entry / width)]
    // At place j the point is centre + j·cellStep: its cell lies j cells below the middle one.
    const [longOffset, shortOffset] = isAlongLong ? [offset * width, 0] : [0, offset * height]
    for (const sign of [1, -1]) {
      const longVotes = middle.long - longOffset + sign * i
      const shortVotes = middle.short - shortOffset + sign * k
      const [votesFor, votesAgainst] = plan.isForLong
        ? [longVotes, shortVotes]
        : [shortVotes, longVotes]
      const isWithin =
        votesFor >= 0 &&
        votesAgainst >= 0 &&
        votesFor <= bounds.votesFor &&
        votesAgainst <= bounds.votesAgainst &&
        votesFor + votesAgainst <= bounds.together
      const sum = BigInt(votesFor) + (BigInt(votesAgainst) << AGAINST_SHIFT)
      if (isWithin && ExtendedPoint.BASE.multiplyUnsafe(sum).equals(target)) {
        return { votesFor, votesAgainst }
      }
    }
    return null
  }
}

/** Remembers every step that the plan says, under k·width + i + longHalf. */
async function fillTable({
  plan: { longHalf, shortHalf, tableSteps },
  long,
  short,
  pause,
}: {
  plan: BoxPlan
  long: ExtendedPoint
  short: ExtendedPoint
  pause: (steps: number) => Promise<void>
}): Promise<ReturnType<typeof createMarkTable>> {
  const table = createMarkTable(tableSteps)
  const width = 2 * longHalf + 1
  const stepper = createStepper({ step: long, reach: reachFor(width) })
  const span = 2 * stepper.reach + 1
  const stride = long.multiplyUnsafe(BigInt(span))
  let row = ExtendedPoint.ZERO
  for (let k = 0; k <= shortHalf; k++) {
    // In the row through the identity, what lies left of it are negatives.
    const first = k === 0 ? 0 : -longHalf
    let middle = first + stepper.reach
    let centre = row.add(multiplySigned(long, middle))
    for (; middle - stepper.reach <= longHalf; middle += span) {
      stepper.walk(centre.toAffine())
      for (let place = 0; place < span; place++) {
        const i = middle + place - stepper.reach
        if (i > longHalf) break
        table.add(stepper.marks[place] as bigint, k * width + i + longHalf)
      }
      centre = centre.add(stride)
      await pause(span)
    }
    row = row.add(short)
  }
  return table
}

function reachFor(length: number): number {
  return Math.min(MAX_REACH, Math.ceil((length - 1) / 2))
}

function multiplySigned(point: ExtendedPoint, scalar: number): ExtendedPoint {
  const multiple = point.multiplyUnsafe(BigInt(Math.abs(scalar)))
  return scalar < 0 ? multiple.negate() : multiple
}

/** Lets others run after every few thousand steps. */
function createPause(
  onSteps: (steps: number) => void,
  signal: AbortSignal | undefined,
): (steps: number) => Promise<void> {
  const between = 4_096
  let steps = 0
  return async (made) => {
    steps += made
    if (steps < between) return
    onSteps(steps)
    steps = 0
    await letOthersRun(signal)
  }
}
