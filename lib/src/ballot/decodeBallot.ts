import { BallotMalformedError } from '../errors/ballotErrors.ts'
import { MAX_OPTIONS, VOTES_PER_WORD } from './ballotLimits.ts'

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
  if (!Number.isInteger(optionCount) || optionCount < 1 || optionCount > MAX_OPTIONS) {
    throw new BallotMalformedError({ reason: `a proposal has 1 to ${MAX_OPTIONS} options` })
  }
  const wordCount = Math.ceil(optionCount / VOTES_PER_WORD)
  if (words.length !== wordCount) {
    const reason = `${optionCount} options take ${wordCount} words, not ${words.length}`
    throw new BallotMalformedError({ reason })
  }
  for (const [index, word] of words.entries()) {
    const optionsHere = Math.min(VOTES_PER_WORD, optionCount - VOTES_PER_WORD * index)
    if (BigInt.asUintN(16 * optionsHere, word) !== word) {
      throw new BallotMalformedError({ reason: `word ${index} has bits beyond the last option` })
    }
  }
  return Array.from({ length: optionCount }, (_, option) => {
    const word = words[Math.floor(option / VOTES_PER_WORD)] ?? 0n
    return Number(BigInt.asIntN(16, word >> BigInt(16 * (option % VOTES_PER_WORD))))
  })
}
