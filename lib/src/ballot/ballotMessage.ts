import { BallotMalformedError } from '../errors/ballotErrors.ts'
import { keccak } from '../hash/keccak.ts'
import { toWord } from '../hash/toWord.ts'
import { MAX_REVISION } from './ballotLimits.ts'

/** What {@link ballotMessage} takes. */
export type BallotMessageParameters = {
  /** How often this person has changed their ballot, from 0 to 65 535. */
  revision: number
  /** The ballot's words, as {@link encodeBallot} makes them. */
  words: readonly bigint[]
}

/**
 * Returns the message that a ballot's proof carries:
 * `uint256(keccak256(abi.encodePacked(uint16 revision, uint256[] words)))`.
 * @throws {@link BallotMalformedError} when the revision is no uint16.
 * @example
 * ballotMessage({ revision: 0, words: encodeBallot({ votes: [3, -4] }) })
 * // 43122329721674031682185964972920505234423089834601202592195352743787687562722n
 */
export function ballotMessage({ revision, words }: BallotMessageParameters): bigint {
  if (!Number.isInteger(revision) || revision < 0 || revision > MAX_REVISION) {
    throw new BallotMalformedError({ reason: `its revision is not from 0 to ${MAX_REVISION}` })
  }
  return keccak(Uint8Array.of(revision >> 8, revision & 0xff), ...words.map(toWord))
}
