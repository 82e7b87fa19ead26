import { createBallotReader } from './createBallotReader.ts'

/** What {@link decodeBallot} takes. */
export type DecodeBallotParameters = {
  /** `⌈optionCount/16⌉` words of 256 bits. */
  words: readonly bigint[]
  /** How many options the proposal has, from 1 to 128. */
  optionCount: number
}

/**
 * Returns the votes that a ballot's words hold, one number per option: the inverse of
 * {@link encodeBallot}.
 * @throws {@link BallotMalformedError} when the number of words is wrong, a word does not fit 256
 * bits, a bit beyond the last option is set, or `optionCount` is not from 1 to 128.
 * @example
 * decodeBallot({ words: [0xfffc0003n], optionCount: 2 }) // [3, -4]
 */
export function decodeBallot({ words, optionCount }: DecodeBallotParameters): number[] {
  return [...createBallotReader({ optionCount })(words)]
}
