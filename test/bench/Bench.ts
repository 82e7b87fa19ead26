/** One figure, beside that of a rival. */
export interface Measurement {
  readonly bench: string
  readonly case: string
  readonly value: number
  readonly unit: string
  /** What ran, where that is not the same on every run. */
  readonly ran?: string
  /** What it was measured against, in the same run; absent where there is nothing like it. */
  readonly versus?: { readonly name: string; readonly value: number }
  /** How many times better than the rival we are: above 1 is better. */
  readonly ratio?: number
}

/** What a bench is run with. */
export interface BenchOptions {
  /** Tells whether a case is to be measured. Only the benches whose cases can be chosen ask. */
  readonly wants: (name: string) => boolean
  /** For how long load is made, in seconds; as long as the case asks if absent. */
  readonly seconds: number | undefined
  /** How many different ballots are sent; those that are recorded if absent. */
  readonly ballots: number | undefined
}

/** Measures, and gives each figure as soon as it has it. */
export type Bench = (options: BenchOptions) => AsyncGenerator<Measurement>
