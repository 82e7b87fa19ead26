import { boundTotals, combineShares, PsephosError, solveTotals, toCurvePoint } from '@psephos/lib'
import { READY, type TotalsAnswer, type TotalsJob } from './createTotalsSolver.ts'

// The process of createTotalsSolver, which ends with who has started it.

process.on('disconnect', () => process.exit())
// Ctrl-C reaches every process of a terminal; who has started this one ends it.
process.on('SIGINT', () => undefined)
process.on('message', async (job: TotalsJob) => {
  process.send?.(await solve(job))
})
process.send?.(READY)

async function solve({
  sums,
  shares,
  threshold,
  optionCount,
  ballots,
  voiceCredits,
}: TotalsJob): Promise<TotalsAnswer> {
  try {
    const points = combineShares({
      sums: { r: toCurvePoint(sums.r), c: sums.c.map(toCurvePoint) },
      shares: shares.map(({ position, points: given }) => ({
        position,
        points: given.map(toCurvePoint),
      })),
      threshold,
      optionCount,
    })
    return { totals: await solveTotals({ points, bounds: boundTotals({ ballots, voiceCredits }) }) }
  } catch (error) {
    if (!(error instanceof PsephosError)) throw error
    return { code: error.code, message: error.message }
  }
}
