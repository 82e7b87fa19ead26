import type { Measurement } from '../Bench.ts'

/** Cases of the lib bench that are measured together. */
export interface CaseFamily {
  /** Their names, which are part of the interface. */
  readonly cases: readonly string[]
  /** Measures those that are wanted, and gives each figure as soon as it has it. */
  readonly measure: (wants: (name: string) => boolean) => AsyncGenerator<Measurement>
}
