import { type Archive, encodeBallot } from '@psephos/lib'

/** A ballot to be found among those of an election. */
export type OwnBallot = { nullifier: bigint; revision: number; votes: number[] }

/** Says whether that very ballot is its person's last in an election, which is the one that counts. */
export function isBallotCounted(
  { nullifier, revision, votes }: OwnBallot,
  { ballots }: Pick<Archive, 'ballots'>,
): boolean {
  const last = ballots.findLast((ballot) => ballot.nullifier === nullifier)
  return last?.revision === revision && last.words.join() === encodeBallot({ votes }).join()
}
