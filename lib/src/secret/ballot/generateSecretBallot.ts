import type { SemaphoreArtifacts } from '../../ballot/semaphoreArtifactUrls.ts'
import { createArtifactStore } from '../../prover/createArtifactStore.ts'
import type { BallotProofJob } from '../../prover/prepareBallot.ts'
import type { WireSecretBallot } from '../../wire/secretBallot.ts'
import { prepareSecretBallot, type SecretBallotJob } from './prepareSecretBallot.ts'
import { proveCircuit } from './proveCircuit.ts'

/** What {@link generateSecretBallot} takes. */
export type GenerateSecretBallotParameters = SecretBallotJob & {
  /** The circuit `secret-ballot` of the proposal's class, and its proving key. */
  artifacts: SemaphoreArtifacts
  onProgress?: BallotProofJob['onProgress']
  /** Ends the download; a proof that has begun runs to its end. */
  signal?: BallotProofJob['signal']
}

/**
 * Encrypts votes and proves, without showing them, that they are a ballot of a member's. Its randomness is drawn here and forgotten:
 * who asks for it could be shown how the ballot was filled in.
 * @throws {@link VoiceCreditsExceededError}, {@link VotesOutOfRangeError}, {@link BallotMalformedError} or
 * {@link RequestMalformedError} (too many options, too few keys) before any proving.
 * @throws {@link NotAMemberError} when the identity's commitment is not in the group.
 * @throws {@link GroupSizeOutOfRangeError} when the group's depth is not `proofDepth`.
 * @throws {@link ServerUnavailableError} when the artifacts cannot be fetched.
 * @throws {@link ProverFailedError} when the artifacts are of another circuit.
 * @throws the signal's reason when it is aborted.
 * @example
 * const ballot = await generateSecretBallot({
 *   identity, group, votes: [3, -4], voiceCredits: 100, revision: 0, scope, proofDepth: 20,
 *   keys: committee.electionKeys, artifacts,
 * })
 */
export async function generateSecretBallot({
  artifacts,
  onProgress,
  signal,
  ...job
}: GenerateSecretBallotParameters): Promise<WireSecretBallot> {
  signal?.throwIfAborted()
  const { ballot, inputs } = prepareSecretBallot(job)
  const loaded = await createArtifactStore(artifacts)({
    onProgress: (loaded, total) => onProgress?.({ stage: 'artifacts', loaded, total }),
    signal,
  })
  onProgress?.({ stage: 'proof' })
  const { points } = await proveCircuit({ inputs, artifacts: loaded })
  signal?.throwIfAborted()
  return { ...ballot, proof: { ...ballot.proof, points } }
}
