import type { FileBallot } from './readBallots.ts'

/**
 * Keeps of several ballots of one person that with the highest revision, or of equal ones the first.
 * Only for ballots that are verified: else whoever writes a person's nullifier beside a higher revision
 * would make their true ballot disappear.
 */
export function keepLatest(ballots: readonly FileBallot[]): FileBallot[] {
  // By text: engines hash a bigint by its lowest 64 bits alone.
  const latest = new Map<string, FileBallot>()
  for (const each of ballots) {
    const nullifier = each.ballot.proof.nullifier.toString(16)
    const held = latest.get(nullifier)
    if (held === undefined || held.ballot.revision < each.ballot.revision) {
      latest.set(nullifier, each)
    }
  }
  return [...latest.values()]
}
