/** Milliseconds for a connection to be free, and for all of a transaction: a step of the indexer writes for seconds. */
export const TRANSACTION_OPTIONS = { maxWait: 10_000, timeout: 60_000 } as const
