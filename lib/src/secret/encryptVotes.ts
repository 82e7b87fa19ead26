import { ballotCost } from '../ballot/ballotCost.ts'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { ExtendedPoint } from './babyJubjub.ts'
import { type CurvePoint, fromExtended, toExtended } from './CurvePoint.ts'
import type { EncryptedVotes } from './EncryptedVotes.ts'
import { encodeVotes } from './encodeVotes.ts'
import { optionClass } from './optionClass.ts'
import { multiply } from './pointArithmetic.ts'
import { randomScalar } from './randomScalar.ts'

/** What {@link encryptVotes} takes. */
export type EncryptVotesParameters = {
  /** Votes on every option of the proposal, 1 to 16 of them, each from −255 to 255. */
  votes: readonly number[]
  /** The committee's election keys, at least as many as the proposal's class. */
  keys: readonly CurvePoint[]
  /** The budget that the proposal gives each ballot, from 1 to 65 535. */
  voiceCredits: number
  /**
   * From 0 to l − 1, uniform; drawn if absent. Used for two ballots, it tells how they differ; known
   * to anybody, it tells the votes.
   */
  randomness?: bigint
}

/** Encrypted votes, and with what they were: as secret as the votes. */
export type EncryptVotesResult = { encrypted: EncryptedVotes; randomness: bigint }

/**
 * Encrypts votes by exponential ElGamal with one randomness: R = r·G, Cⱼ = r·Pⱼ + mⱼ·G.
 * Source: Kurosawa, "Multi-recipient Public-Key Encryption with Shortened Ciphertext", PKC 2002.
 * @throws {@link VoiceCreditsExceededError} when the votes cost more than `voiceCredits`.
 * @throws {@link VotesOutOfRangeError} or {@link BallotMalformedError} when they are no ballot's votes.
 * @throws {@link RequestMalformedError} when there are more than 16 votes, or too few keys.
 * @throws {@link FieldElementOutOfRangeError} when `randomness` is out of range.
 * @example
 * const { encrypted } = encryptVotes({ votes: [3, -4], keys: electionKeys, voiceCredits: 100 })
 * encrypted.c.length // 2
 */
export function encryptVotes({
  votes,
  keys,
  voiceCredits,
  randomness = randomScalar(),
}: EncryptVotesParameters): EncryptVotesResult {
  ballotCost({ votes, voiceCredits })
  const messages = encodeVotes(votes)
  const size = optionClass(votes.length)
  if (keys.length < size) {
    throw new RequestMalformedError({ path: 'keys', reason: `must be at least ${size} points` })
  }
  const base = ExtendedPoint.BASE
  const points = messages.map((message, option) =>
    multiply(toExtended(keys[option] as CurvePoint), randomness).add(multiply(base, message)),
  )
  const padding = Array.from({ length: size - points.length }, () => ExtendedPoint.ZERO)
  const [r, ...c] = fromExtended([multiply(base, randomness), ...points, ...padding])
  return { encrypted: { r: r as CurvePoint, c }, randomness }
}
