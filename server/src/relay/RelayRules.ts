/** What a relay may spend, and how patient it is. */
export interface RelayRules {
  /** The most to pay for a unit of gas, in wei. */
  readonly maxFeePerGas: bigint
  /** The most to spend for a space in 24 hours, in wei; null for no bound. */
  readonly dailyCap: (spaceId: string) => bigint | null
  /** Seconds after which a transaction that is not mined gets higher fees. */
  readonly raiseAfter: number
}

/** Those of a server that is told nothing else: 500 gwei, no daily bound, a minute. */
export const DEFAULT_RELAY_RULES: RelayRules = {
  maxFeePerGas: 500_000_000_000n,
  dailyCap: () => null,
  raiseAfter: 60,
}
