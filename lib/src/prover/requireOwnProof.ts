import { ballotNullifier } from '../ballot/ballotNullifier.ts'
import type { Scope } from '../ballot/Scope.ts'
import { ProverFailedError } from '../errors/proverErrors.ts'
import type { MembershipPath } from '../group/MembershipTree.ts'
import type { Identity } from '../identity/createIdentity.ts'

/** What {@link requireOwnProof} takes. */
export type RequireOwnProofParameters = {
  /** What the circuit made public. */
  proof: { readonly merkleTreeRoot: bigint; readonly nullifier: bigint }
  identity: Identity
  path: MembershipPath
  scope: Scope
}

/**
 * Refuses to hand on what a circuit made public unless it is what must come out: a false circuit, from whoever serves it, could put the
 * identity's secret in the nullifier's place.
 * @throws {@link ProverFailedError} when nullifier or root is another.
 */
export function requireOwnProof({ proof, identity, path, scope }: RequireOwnProofParameters): void {
  const isOwn =
    proof.nullifier === ballotNullifier({ identity, scope }) && proof.merkleTreeRoot === path.root
  // What came out instead is not told: it may be the secret.
  if (!isOwn) throw new ProverFailedError({ reason: 'the circuit is not the one of ballots' })
}
