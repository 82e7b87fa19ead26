import { READY, type TotalsAnswer, type TotalsJob } from '../relay/createTotalsSolver.ts'

// A process that finds no totals of a hopeless space, and those of no options of any other.

process.on('disconnect', () => process.exit())
process.on('message', ({ space }: TotalsJob) => {
  const answer: TotalsAnswer =
    space === 'hopeless' ? { code: 'TOTALS_NOT_FOUND', message: 'There are none.' } : { totals: [] }
  process.send?.(answer)
})
process.send?.(READY)
