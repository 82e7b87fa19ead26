import type { Browser } from 'playwright-core'
import type { Measurement } from '../Bench.ts'
import type { PageElection } from './openPageElection.ts'

/** The case to which two families have something to say. */
export const LONGEST_BLOCK = 'longest main-thread block'

/** What a family of cases is measured with. */
export interface PageBench {
  readonly election: PageElection
  readonly browser: Browser
  /** How many times slower the page's thread is made. */
  readonly throttle: number
  /** Returns the name of a case, which says so. */
  readonly name: (name: string) => string
  /** Notes for how many milliseconds the page's thread was busy at most while it did something. */
  readonly noteBlock: (during: string, milliseconds: number) => void
}

/** Cases that are measured together. */
export interface PageFamily {
  readonly cases: readonly string[]
  readonly measure: (bench: PageBench) => AsyncGenerator<Measurement>
}
