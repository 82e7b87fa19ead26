import { createBallotReader } from '../ballot/createBallotReader.ts'
import { VoiceCreditsExceededError } from '../errors/ballotErrors.ts'
import { type Tally, tallySums } from './tallySums.ts'

/** A ballot as the governor's events tell of it. */
export type TalliedBallot = {
  nullifier: bigint
  revision: number
  words: readonly bigint[]
}

/**
 * What {@link tallyBallots} takes: every ballot that was cast, in any order, and the proposal's
 * rules.
 */
export type TallyBallotsParameters = {
  ballots: Iterable<TalliedBallot>
  /** How many options the proposal has, from 1 to 128. */
  optionCount: number
  /** The budget of a ballot, from 1 to 65 535. */
  voiceCredits: number
  /** How many members the group has at the snapshot. */
  groupSize: number
  /**
   * Quorum as a fraction of the group's size: `quorumNumerator / quorumDenominator`, rounded up to
   * whole voters.
   */
  quorumNumerator: number
  quorumDenominator: number
  /** The most options that may pass; 0 = no limit. */
  maxWinners: number
}

/**
 * Returns the tally that the governor must arrive at, from the ballots alone. Of one nullifier's
 * ballots the highest revision counts; what passes then, {@link tallySums} says. Does *not* verify proofs.
 * @throws {@link BallotMalformedError} when a counted ballot's words are not a ballot of
 * `optionCount` options.
 * @throws {@link VoiceCreditsExceededError} when a counted ballot costs more than `voiceCredits`.
 * @example
 * tallyBallots({
 *   ballots: [{ nullifier: 1n, revision: 0, words: encodeBallot({ votes: [3, -4] }) }],
 *   optionCount: 2, voiceCredits: 100, groupSize: 10,
 *   quorumNumerator: 4, quorumDenominator: 100, maxWinners: 0,
 * }).options[0] // { votesFor: 3n, votesAgainst: 0n, creditsSpent: 9n, passes: true }
 */
export function tallyBallots({
  ballots,
  optionCount,
  voiceCredits,
  groupSize,
  quorumNumerator,
  quorumDenominator,
  maxWinners,
}: TallyBallotsParameters): Tally {
  const counted = keepHighestRevisions(ballots)
  const sums = sumVotes({ counted, optionCount, voiceCredits })
  return tallySums({
    voters: counted.size,
    sums,
    groupSize,
    quorumNumerator,
    quorumDenominator,
    maxWinners,
  })
}

/**
 * The governor refuses the same revision twice, so of equal revisions the first stands. Kept by text:
 * engines hash a bigint by its lowest 64 bits, so whoever chose nullifiers that share them could make
 * this take for ever.
 */
function keepHighestRevisions(ballots: Iterable<TalliedBallot>): Map<string, TalliedBallot> {
  const highest = new Map<string, TalliedBallot>()
  for (const ballot of ballots) {
    const nullifier = ballot.nullifier.toString(16)
    const held = highest.get(nullifier)
    if (held === undefined || ballot.revision > held.revision) highest.set(nullifier, ballot)
  }
  return highest
}

/**
 * A ballot within its credits has at most 255 votes on an option and spends at most 65 535, so
 * numbers hold the sums of 2^37 ballots exactly.
 */
function sumVotes({
  counted,
  optionCount,
  voiceCredits,
}: {
  counted: ReadonlyMap<string, TalliedBallot>
  optionCount: number
  voiceCredits: number
}): { votesFor: bigint; votesAgainst: bigint; creditsSpent: bigint }[] {
  const readVotes = createBallotReader({ optionCount })
  const [votesFor, votesAgainst, creditsSpent] = [0, 1, 2].map(
    () => new Float64Array(optionCount),
  ) as [Float64Array, Float64Array, Float64Array]
  for (const { words } of counted.values()) {
    const votes = readVotes(words)
    let cost = 0
    for (let option = 0; option < optionCount; option++) {
      const vote = votes[option] as number
      const square = vote * vote
      cost += square
      creditsSpent[option] = (creditsSpent[option] as number) + square
      if (vote > 0) votesFor[option] = (votesFor[option] as number) + vote
      else votesAgainst[option] = (votesAgainst[option] as number) - vote
    }
    if (cost > voiceCredits) throw new VoiceCreditsExceededError({ cost, voiceCredits })
  }
  return Array.from({ length: optionCount }, (_, option) => ({
    votesFor: BigInt(votesFor[option] as number),
    votesAgainst: BigInt(votesAgainst[option] as number),
    creditsSpent: BigInt(creditsSpent[option] as number),
  }))
}
