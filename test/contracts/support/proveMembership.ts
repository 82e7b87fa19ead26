import type { Identity } from '@psephos/lib'
import { findRecordedProof } from '@psephos/server/src/testing/findRecordedProof.ts'
import { generateProof, type MerkleProof, type SemaphoreProof } from '@semaphore-protocol/core'
import { artifacts, PROOF_DEPTH } from './circuit.ts'

/** What {@link proveMembership} takes: what Semaphore's `generateProof` does. */
export interface ProveMembershipParameters {
  readonly identity: Identity
  /** The way from the leaf to the root; not one of a group's own, where a test forges it. */
  readonly path: MerkleProof
  readonly message: bigint
  readonly scope: bigint
}

/**
 * Returns a real proof that was recorded.
 * @throws Error that says what to run, when there is none.
 */
export async function proveMembership({
  identity,
  path,
  message,
  scope,
}: ProveMembershipParameters): Promise<SemaphoreProof> {
  const { root } = path
  const found = await findRecordedProof({
    statement: { commitment: identity.commitment, root, message, scope },
    prove: () => generateProof(identity, path, message, scope, PROOF_DEPTH, artifacts),
  })
  return {
    merkleTreeDepth: PROOF_DEPTH,
    merkleTreeRoot: root.toString(),
    message: message.toString(),
    scope: scope.toString(),
    ...found,
  }
}
