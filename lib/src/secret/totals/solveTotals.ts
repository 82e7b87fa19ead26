import { TotalsNotFoundError } from '../../errors/secretErrors.ts'
import { type CurvePoint, toExtended } from '../CurvePoint.ts'
import { requireWhole, type TotalsBounds } from './boundTotals.ts'
import { type OptionTotals, planBox, searchBox } from './searchBox.ts'

/** What {@link solveTotals} takes. */
export type SolveTotalsParameters = {
  /** (for + 2³²·against)·G of each option, from `combineShares`. */
  points: readonly CurvePoint[]
  /** What the totals cannot exceed, from `boundTotals`: the closer, the faster. */
  bounds: TotalsBounds
  /**
   * The most steps that are remembered, from 1 to 2^22; 2^20 by default, which takes 16 MiB. More help
   * when the product of the bounds is above 2^41.
   */
  tableSize?: number
  /** Called with the part that is done, from 0 to 1, were every total the last one looked at. */
  onProgress?: (done: number) => void
  signal?: AbortSignal | undefined
}

const TABLE_SIZE = 2 ** 20
const MAX_TABLE_SIZE = 2 ** 22
const MAX_BOUND = 2 ** 32 - 1
/** Smaller boxes are tried first; each takes the root of its size, so they cost a fifteenth. */
const SCALES = [256, 16, 1]

/**
 * Returns the totals that decrypted points stand for: a small discrete logarithm, by baby steps and
 * giant steps. It takes time as the root of the product of the bounds, for low totals a fraction of
 * it, and lets others run meanwhile.
 * @throws {@link TotalsNotFoundError} when no totals within the bounds fit a point: a decryption share
 * is wrong, or the bounds are.
 * @throws {@link RequestMalformedError} when a bound or the table's size is out of range.
 * @throws the signal's reason when it is aborted.
 * @example
 * const bounds = boundTotals({ ballots: 3, voiceCredits: 100 })
 * await solveTotals({ points, bounds }) // [{ votesFor: 12, votesAgainst: 3 }]
 */
export async function solveTotals({
  points,
  bounds,
  tableSize = TABLE_SIZE,
  onProgress,
  signal,
}: SolveTotalsParameters): Promise<OptionTotals[]> {
  requireWhole('tableSize', tableSize, 1, MAX_TABLE_SIZE)
  for (const [name, bound] of Object.entries(bounds)) requireWhole(name, bound, 0, MAX_BOUND * 2)
  requireWhole('votesFor', bounds.votesFor, 0, MAX_BOUND)
  requireWhole('votesAgainst', bounds.votesAgainst, 0, MAX_BOUND)
  signal?.throwIfAborted()
  const targets = points.map(toExtended)
  const boxes = SCALES.map((scale) => shrink(bounds, scale)).filter(
    (box, index, all) => index === all.length - 1 || box.votesFor + box.votesAgainst > 64,
  )
  const all = boxes.reduce((sum, box) => {
    const plan = planBox(box, targets.length, tableSize)
    return sum + plan.tableSteps + plan.targetSteps * targets.length
  }, 0)
  let done = 0
  const onSteps = (steps: number): void => {
    done = Math.min(all, done + steps)
    onProgress?.(done / all)
  }

  const found = new Map<number, OptionTotals>()
  for (const box of boxes) {
    const open = targets.flatMap((target, option) => (found.has(option) ? [] : { target, option }))
    if (open.length === 0) break
    const results = await searchBox({
      targets: open.map(({ target }) => target),
      ...{ bounds: box, tableSize, onSteps, signal },
    })
    for (const [index, { option }] of open.entries()) {
      const totals = results[index]
      if (totals) found.set(option, totals)
    }
  }
  onProgress?.(1)
  return targets.map((_, option) => {
    const totals = found.get(option)
    if (totals === undefined) throw new TotalsNotFoundError({ option })
    return totals
  })
}

function shrink(bounds: TotalsBounds, scale: number): TotalsBounds {
  return {
    votesFor: Math.ceil(bounds.votesFor / scale),
    votesAgainst: Math.ceil(bounds.votesAgainst / scale),
    together: Math.ceil(bounds.together / scale),
  }
}
