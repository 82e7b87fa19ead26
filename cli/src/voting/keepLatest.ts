/** A ballot, open or secret, as far as it matters here. */
interface HeldBallot {
  readonly ballot: { readonly revision: number; readonly proof: { readonly nullifier: bigint } }
}

/**
 * Keeps of several ballots of one person that with the highest revision, or of equal ones the first.
 * Only for ballots that are verified: else whoever writes a person's nullifier beside a higher revision
 * would make their true ballot disappear.
 */
export function keepLatest<Held extends HeldBallot>(ballots: readonly Held[]): Held[] {
  // By text: engines hash a bigint by its lowest 64 bits alone.
  const latest = new Map<string, Held>()
  for (const each of ballots) {
    const nullifier = each.ballot.proof.nullifier.toString(16)
    const held = latest.get(nullifier)
    if (held === undefined || held.ballot.revision < each.ballot.revision) {
      latest.set(nullifier, each)
    }
  }
  return [...latest.values()]
}
