import { type GetBatchGasParameters, getBatchGas } from './getBatchGas.ts'

/** What {@link getBatchSize} takes. */
export type GetBatchSizeParameters = Omit<GetBatchGasParameters, 'ballots'>

/** The most ballots in one transaction: nodes pass on none beyond 128 KiB, of which as many open ballots take 80. */
export const MAX_BATCH_SIZE = 128
/** A tenth less than the 2^24 that a transaction may have (EIP-7825): what gas costs is not ours to say. */
const GAS_BUDGET = 15_000_000
/** An eighth less than nodes pass on, in bytes. */
const DATA_BUDGET = 112 * 1_024

/**
 * Returns how many ballots of a proposal fit one transaction: {@link MAX_BATCH_SIZE}, or fewer where many options make
 * them dear, or secret ballots long.
 * @example
 * getBatchSize({ optionCount: 2 }) // 128
 * getBatchSize({ optionCount: 128 }) // 55
 * getBatchSize({ optionCount: 16, isSecret: true }) // 43
 */
export function getBatchSize({ optionCount, isSecret }: GetBatchSizeParameters): number {
  const fixed = getBatchGas({ ballots: 0, optionCount, isSecret })
  const each = getBatchGas({ ballots: 1, optionCount, isSecret }) - fixed
  const byGas = Math.floor((GAS_BUDGET - fixed) / each)
  const bySize = isSecret ? Math.floor(DATA_BUDGET / getSecretBallotSize(optionCount)) : byGas
  return Math.min(MAX_BATCH_SIZE, byGas, bySize)
}

/** The bytes of a secret ballot in a call: its place, four words and the proof, and twice the length and coordinates of its points. */
function getSecretBallotSize(optionCount: number): number {
  return 32 * (1 + 4 + 8 + 2 * (1 + 2 + 2 * optionCount))
}
