/** What one option gathered, and what it led to. */
export interface OptionReport {
  readonly title: string
  readonly votesFor: string
  readonly votesAgainst: string
  readonly creditsSpent: string
  readonly passed: boolean
  /** ETH that the treasury paid for it. */
  readonly paid: string
}

/** What happened in an election, counted. */
export interface ElectionReport {
  /** Members of the group on-chain. */
  readonly enrolled: number
  /** Ballots that the server accepted, changed ones among them. */
  readonly ballots: number
  /** Ballots that the relay's transactions counted. */
  readonly settledInBatch: number
  /** Ballots that were cast on-chain without the server. */
  readonly direct: number
  /** Ballots that the relay's batch passed over, because they were counted already. */
  readonly skipped: number
  /** How often each error code was answered. */
  readonly refused: Readonly<Record<string, number>>
  /** Whether a recount from the chain's events gives the contract's tally and passing options. */
  readonly tallyMatches: boolean
  readonly executed: boolean
  /** What the treasury paid to whom. */
  readonly paid: readonly { readonly option: number; readonly to: string; readonly ether: string }[]
  /** The time of each phase. */
  readonly seconds: Readonly<Record<string, number>>
  readonly options: readonly OptionReport[]
  /** What should hold and does not, in words. Empty when all is well. */
  readonly failures: readonly string[]
}
