import type { BenchOptions, Measurement } from '../Bench.ts'
import { benchBallotProof } from './benchBallotProof.ts'
import { benchGroups } from './benchGroups.ts'
import { benchTally } from './benchTally.ts'
import { benchVerifyBallots } from './benchVerifyBallots.ts'
import type { CaseFamily } from './CaseFamily.ts'

/** In the order in which they are measured. */
const families: readonly CaseFamily[] = [
  benchVerifyBallots,
  benchBallotProof,
  benchTally,
  benchGroups,
]

/** Every case of the bench by its name. */
export const libCases: readonly string[] = families.flatMap(({ cases }) => cases)

/** Measures the library where speed is promised. */
export async function* benchLib({ wants }: BenchOptions): AsyncGenerator<Measurement> {
  for (const { cases, measure } of families) {
    if (cases.some(wants)) yield* measure(wants)
  }
}
