/** What {@link getBatchGas} takes. */
export interface GetBatchGasParameters {
  readonly ballots: number
  /** How many options the proposal has, 1 to 128. */
  readonly optionCount: number
}

/** The transaction, the proposal's rules, its electorate, and what verification costs whatever it verifies. */
const BASE_GAS = 300_000
/** The tally of one option, where nobody has voted on it before. */
const OPTION_GAS = 22_500
/** A ballot's proof, record, event and calldata: 85 000 measured for a first one, 70 000 for one that replaces another. */
const BALLOT_GAS = 86_000
/** A ballot's votes on one option: 510 measured for a first ballot; 1 000 for one that takes others back too. */
const VOTES_GAS = 1_000

/**
 * Returns the gas that `castBallots` takes at most: every ballot votes on every option, which nobody has before, and
 * replaces another one. The figures are measured at depth 20; a test holds the chain to them.
 * @example
 * getBatchGas({ ballots: 128, optionCount: 2 }) // 11 609 000
 */
export function getBatchGas({ ballots, optionCount }: GetBatchGasParameters): number {
  return BASE_GAS + OPTION_GAS * optionCount + ballots * (BALLOT_GAS + VOTES_GAS * optionCount)
}
