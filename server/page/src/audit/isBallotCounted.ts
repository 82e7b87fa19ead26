import { type Archive, encodeBallot, type OpenArchive } from '@psephos/lib'

/** A ballot to be found among those of an election. */
export type OwnBallot = { nullifier: bigint; revision: number; votes: number[] }

/**
 * Says whether that very ballot is its person's last in an election, which is the one that counts. Of a secret one
 * nobody can say with which votes it was counted, so it is not found.
 */
export function isBallotCounted(
  { nullifier, revision, votes }: OwnBallot,
  election: Pick<Archive, 'version' | 'ballots'>,
): boolean {
  if (!isOpen(election)) return false
  const { ballots } = election
  const last = ballots.findLast((ballot) => ballot.nullifier === nullifier)
  return last?.revision === revision && last.words.join() === encodeBallot({ votes }).join()
}

function isOpen(
  election: Pick<Archive, 'version' | 'ballots'>,
): election is Pick<OpenArchive, 'version' | 'ballots'> {
  return election.version === 1
}
