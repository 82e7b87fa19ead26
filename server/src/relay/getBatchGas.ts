import { optionClass } from '@psephos/lib'

/** What {@link getBatchGas} takes. */
export interface GetBatchGasParameters {
  readonly ballots: number
  /** How many options the proposal has, 1 to 128; to 16 where ballots are secret. */
  readonly optionCount: number
  /** Whether ballots are secret; false if absent. */
  readonly isSecret?: boolean | undefined
}

/** The transaction, the proposal's rules, its electorate, and what verification costs whatever it verifies. */
const BASE_GAS = 300_000
/** A word of the tally, or of the encrypted sums, where nobody has voted before. */
const SUM_GAS = 22_500
/** A ballot's proof, record, event and calldata: 85 000 measured for a first one, 70 000 for one that replaces another. */
const BALLOT_GAS = 86_000
/** A ballot's votes on one option: 510 measured for a first ballot; 1 000 for one that takes others back too. */
const VOTES_GAS = 1_000
/** The same of a secret ballot: 118 000 measured for one of four options, by itself and with 31 others. */
const SECRET_BALLOT_GAS = 108_000
/** A public input of its circuit, of which it has ten and two for each position. */
const INPUT_GAS = 6_500
/** A secret ballot's point, of those that its circuit has: calldata, event, sum and verification, twice where it replaces another. */
const POINT_GAS = 7_000

/**
 * Returns the gas that casting a batch takes at most: every ballot votes on every option, which nobody has before, and
 * replaces another one. The figures are measured at depth 20; tests hold the chain to them.
 * @example
 * getBatchGas({ ballots: 128, optionCount: 2 }) // 11 609 000
 */
export function getBatchGas({ ballots, optionCount, isSecret }: GetBatchGasParameters): number {
  if (!isSecret)
    return BASE_GAS + SUM_GAS * optionCount + ballots * (BALLOT_GAS + VOTES_GAS * optionCount)
  const [points, positions] = [1 + optionCount, optionClass(optionCount)]
  const fixed = BASE_GAS + SUM_GAS * 2 * points + INPUT_GAS * (10 + 2 * positions)
  return fixed + ballots * (SECRET_BALLOT_GAS + POINT_GAS * positions)
}
