import { createArtifactStore } from '../prover/createArtifactStore.ts'
import { type BallotProofJob, prepareBallot } from '../prover/prepareBallot.ts'
import { proveBallot } from '../prover/proveBallot.ts'
import type { WireBallot } from '../wire/ballot.ts'
import type { SemaphoreArtifacts } from './semaphoreArtifactUrls.ts'

/** What {@link generateBallotProof} takes. */
export type GenerateBallotProofParameters = BallotProofJob & {
  /** Semaphore's circuit and proving key for that depth: {@link semaphoreArtifactUrls}. */
  artifacts: SemaphoreArtifacts
}

/**
 * Makes a ballot with its zero-knowledge proof (about a second; the artifacts of depth 20 are
 * 5.7 MB). Who makes more than one, or wants it made beside this thread, takes
 * {@link createBallotProver}.
 * @throws {@link VoiceCreditsExceededError}, {@link VotesOutOfRangeError} or
 * {@link BallotMalformedError} before any proving.
 * @throws {@link NotAMemberError} when the identity's commitment is not in the group.
 * @throws {@link GroupSizeOutOfRangeError} when the group's depth is not `proofDepth`.
 * @throws {@link ServerUnavailableError} when the artifacts cannot be fetched.
 * @throws the signal's reason when it is aborted.
 * @example
 * const ballot = await generateBallotProof({
 *   identity, group, votes: [3, -4], voiceCredits: 100, revision: 0, scope, proofDepth: 20,
 *   artifacts: semaphoreArtifactUrls({ baseUrl, depth: 20 }),
 * })
 * await client.castBallot({ proposal, ballot })
 */
export async function generateBallotProof({
  artifacts,
  ...job
}: GenerateBallotProofParameters): Promise<WireBallot> {
  const { onProgress, signal } = job
  signal?.throwIfAborted()
  const load = createArtifactStore(artifacts)
  return proveBallot({ ballot: prepareBallot(job), load, onProgress, signal })
}
