import { getBatchGas } from './getBatchGas.ts'

/** What {@link getBatchSize} takes. */
export interface GetBatchSizeParameters {
  /** How many options the proposal has, 1 to 128. */
  readonly optionCount: number
}

/** The most ballots in one transaction: nodes pass on none beyond 128 KiB, of which these take 80. */
export const MAX_BATCH_SIZE = 128
/** A tenth less than the 2^24 that a transaction may have (EIP-7825): what gas costs is not ours to say. */
const GAS_BUDGET = 15_000_000

/**
 * Returns how many ballots of a proposal fit one transaction: {@link MAX_BATCH_SIZE}, or fewer where many options make
 * them dear.
 * @example
 * getBatchSize({ optionCount: 2 }) // 128
 * getBatchSize({ optionCount: 128 }) // 55
 */
export function getBatchSize({ optionCount }: GetBatchSizeParameters): number {
  const fixed = getBatchGas({ ballots: 0, optionCount })
  const each = getBatchGas({ ballots: 1, optionCount }) - fixed
  return Math.min(MAX_BATCH_SIZE, Math.floor((GAS_BUDGET - fixed) / each))
}
