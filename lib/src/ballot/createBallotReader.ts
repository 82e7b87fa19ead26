import { BallotMalformedError } from '../errors/ballotErrors.ts'
import { MAX_OPTIONS, VOTES_PER_WORD } from './ballotLimits.ts'

const WORD_BYTES = 32

/** Reads the votes of a ballot's words; what it returns holds until it is called again. */
export type BallotReader = (words: readonly bigint[]) => Int16Array

/**
 * Returns a reader of ballots with `optionCount` options, from 1 to 128: {@link decodeBallot} for
 * whoever has a million of them.
 * @throws {@link BallotMalformedError} when `optionCount` is out of range. The reader throws it when
 * the number of words is wrong, a word does not fit 256 bits, or a bit beyond the last option is set.
 * @example
 * createBallotReader({ optionCount: 2 })([0xfffc0003n]) // Int16Array [3, -4]
 */
export function createBallotReader({ optionCount }: { optionCount: number }): BallotReader {
  if (!Number.isInteger(optionCount) || optionCount < 1 || optionCount > MAX_OPTIONS) {
    throw new BallotMalformedError({ reason: `a proposal has 1 to ${MAX_OPTIONS} options` })
  }
  const wordCount = Math.ceil(optionCount / VOTES_PER_WORD)
  const view = new DataView(new ArrayBuffer(wordCount * WORD_BYTES))
  const votes = new Int16Array(optionCount)
  return (words) => {
    if (words.length !== wordCount) {
      const reason = `${optionCount} options take ${wordCount} words, not ${words.length}`
      throw new BallotMalformedError({ reason })
    }
    for (let index = 0; index < wordCount; index++) {
      const word = words[index] as bigint
      const optionsHere = Math.min(VOTES_PER_WORD, optionCount - VOTES_PER_WORD * index)
      if (BigInt.asUintN(16 * optionsHere, word) !== word) {
        throw new BallotMalformedError({ reason: `word ${index} has bits beyond the last option` })
      }
      // The lowest 64 bits first: what is written is cut to them.
      for (let part = 0; part < 4; part++) {
        view.setBigUint64(index * WORD_BYTES + part * 8, word >> BigInt(64 * part), true)
      }
    }
    for (let option = 0; option < optionCount; option++) {
      votes[option] = view.getInt16(2 * option, true)
    }
    return votes
  }
}
