import * as z from 'zod'
import { createBrowserRecords } from '../storage/browserRecords.ts'
import { ballotSum } from './ballotSum.ts'

/**
 * The votes that are being chosen on a proposal, by `getBallotName`, so that a reload or a step back loses
 * none. They are kept for this tab alone and end with it, and sooner when the ballot is cast or discarded
 * or the identity is forgotten. Nothing of them is sent. There is no name, commitment or nullifier beside
 * them: they tell whoever uses this tab what its person was about to vote, as the form itself does, and
 * less than the record that a cast ballot leaves for longer.
 */
export const chosenVotes = createBrowserRecords({
  prefix: 'psephos.chosen-votes',
  schema: z.array(z.number().int()).min(1).max(128),
  findStorage: () => sessionStorage,
})

/** What {@link findChosenVotes} takes. */
export type FindChosenVotesParameters = {
  recordName: string
  optionCount: number
  voiceCredits: number
}

/** Returns the votes that this tab's person was choosing, or null: none, or none that fit the proposal. */
export function findChosenVotes({
  recordName,
  optionCount,
  voiceCredits,
}: FindChosenVotesParameters): number[] | null {
  const votes = chosenVotes.read(recordName)
  if (votes === null || votes.length !== optionCount) return null
  return ballotSum(votes, voiceCredits).left < 0 ? null : votes
}

/** Keeps what is being chosen. Where the browser keeps nothing, only a reload loses it. */
export function keepChosenVotes(recordName: string, votes: readonly (number | null)[]): void {
  try {
    chosenVotes.write(
      recordName,
      votes.map((vote) => vote ?? 0),
    )
  } catch {
    // It is a convenience: nobody is kept from voting for it.
  }
}
