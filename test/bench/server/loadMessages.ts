/** What the process that makes the load is told. */
export interface LoadOrder {
  readonly origin: string
  readonly proposal: string
  readonly databaseUrl: string
  readonly ballots: readonly { readonly nullifier: string; readonly body: string }[]
  /** How many requests are under way at once. */
  readonly concurrency: number
  /** Of each hundred requests: ballots that are held already, and ballots whose proofs do not hold. */
  readonly repeated: number
  readonly invalid: number
}

/** What it tells once a second: how many requests ended how, since it began. */
export interface LoadReport {
  /** New ballots that were stored and got a receipt. */
  readonly accepted: number
  /** Ballots that were held already and got their receipt again. */
  readonly repeated: number
  /** Bad ballots that were refused. */
  readonly refused: number
  /** Requests that were told to come back later. */
  readonly busy: number
  /** Anything else, which there should not be, and the last of it. */
  readonly failed: number
  readonly failure: string
}
