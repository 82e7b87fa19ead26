import { untilAborted } from '../async/untilAborted.ts'
import { type WireBallot, wireBallot } from '../wire/ballot.ts'
import type { createArtifactStore } from './createArtifactStore.ts'
import type { BallotProofJob, PreparedBallot } from './prepareBallot.ts'

/** What {@link proveBallot} takes. */
export type ProveBallotParameters = {
  ballot: PreparedBallot
  /** Gives the artifacts: {@link createArtifactStore}. */
  load: ReturnType<typeof createArtifactStore>
  onProgress?: BallotProofJob['onProgress']
  signal?: BallotProofJob['signal']
}

/** Loads the artifacts and makes the proof, on this thread. */
export async function proveBallot({
  ballot: { identity, path, votes, revision, message, scope, proofDepth },
  load,
  onProgress,
  signal,
}: ProveBallotParameters): Promise<WireBallot> {
  signal?.throwIfAborted()
  const artifacts = await load({
    onProgress: (loaded, total) => onProgress?.({ stage: 'artifacts', loaded, total }),
    signal,
  })
  onProgress?.({ stage: 'proof' })
  // Loaded here, because snarkjs takes half a second, and most who import this library prove nothing.
  const { generateProof } = await import('@semaphore-protocol/core')
  const proving = generateProof(
    identity,
    path,
    message,
    scope,
    proofDepth,
    // snarkjs reads bytes as well as it reads files; Semaphore's type does not say so.
    artifacts as { wasm: string; zkey: string },
  )
  return wireBallot.parse({ revision, votes, proof: await untilAborted(proving, signal) })
}
