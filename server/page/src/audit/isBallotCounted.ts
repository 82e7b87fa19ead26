import { type Archive, encodeBallot, encodeEncryptedVotes } from '@psephos/lib'
import type { BallotRecord } from '../voting/ballotRecords.ts'

/** A ballot to be found among those of an election. */
export type OwnBallot = Pick<BallotRecord, 'nullifier' | 'revision' | 'votes' | 'encrypted'>

/**
 * Says whether that very ballot is its person's last in an election, which is the one that counts: one with these votes, or the secret one
 * that was cast from here. What a secret one says nobody sees.
 */
export function isBallotCounted(
  { nullifier, revision, votes, encrypted }: OwnBallot,
  { ballots }: Pick<Archive, 'ballots'>,
): boolean {
  const last = ballots.findLast((ballot) => ballot.nullifier === nullifier)
  if (last === undefined || last.revision !== revision) return false
  if ('words' in last) return votes !== null && isSame(last.words, encodeBallot({ votes }))
  return encrypted !== null && isSame(last.points, encodeEncryptedVotes(encrypted))
}

function isSame(given: readonly bigint[], expected: readonly bigint[]): boolean {
  return given.join() === expected.join()
}
