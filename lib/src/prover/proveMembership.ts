import type * as z from 'zod'
import { untilAborted } from '../async/untilAborted.ts'
import type { Scope } from '../ballot/Scope.ts'
import type { MembershipPath } from '../group/MembershipTree.ts'
import type { Identity } from '../identity/createIdentity.ts'
import { wireSemaphoreProof } from '../wire/ballot.ts'
import type { createArtifactStore } from './createArtifactStore.ts'
import type { BallotProofJob } from './prepareBallot.ts'
import { requireOwnProof } from './requireOwnProof.ts'
import { requireSemaphoreArtifacts } from './requireSemaphoreArtifacts.ts'

/** What {@link proveMembership} takes. */
export type ProveMembershipParameters = {
  identity: Identity
  path: MembershipPath
  message: bigint
  scope: Scope
  proofDepth: number
  /** Gives the artifacts: {@link createArtifactStore}. */
  load: ReturnType<typeof createArtifactStore>
  onProgress?: BallotProofJob['onProgress']
  signal?: BallotProofJob['signal']
}

/**
 * Loads the artifacts and proves that a member says the message in the scope, on this thread.
 * @throws {@link ProverFailedError} when circuit or proving key are not Semaphore's, or the circuit makes something else public
 * than it must.
 */
export async function proveMembership({
  identity,
  path,
  message,
  scope,
  proofDepth,
  load,
  onProgress,
  signal,
}: ProveMembershipParameters): Promise<z.output<typeof wireSemaphoreProof>> {
  signal?.throwIfAborted()
  const artifacts = await load({
    onProgress: (loaded, total) => onProgress?.({ stage: 'artifacts', loaded, total }),
    signal,
  })
  await requireSemaphoreArtifacts({ artifacts, depth: proofDepth })
  onProgress?.({ stage: 'proof' })
  // Loaded here: snarkjs takes a third of a second, and most who import this library prove nothing.
  const { generateProof } = await import('./generateProof.ts')
  const proving = generateProof(
    identity,
    path,
    message,
    scope,
    proofDepth,
    // snarkjs reads bytes as well as it reads files; Semaphore's type does not say so.
    artifacts as { wasm: string; zkey: string },
  )
  const proof = wireSemaphoreProof.parse(await untilAborted(proving, signal))
  requireOwnProof({ proof, identity, path, scope })
  return proof
}
