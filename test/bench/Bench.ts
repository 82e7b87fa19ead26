/** One figure, beside that of a rival. */
export interface Measurement {
  readonly bench: string
  readonly case: string
  readonly value: number
  readonly unit: string
  /** What it was measured against, in the same run; absent where there is nothing like it. */
  readonly versus?: { readonly name: string; readonly value: number }
  /** How many times better than the rival we are: above 1 is better. */
  readonly ratio?: number
}

/** Measures, and gives each figure as soon as it has it. */
export type Bench = () => AsyncGenerator<Measurement>
