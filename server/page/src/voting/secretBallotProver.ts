import {
  createArtifactStore,
  deriveCommitteeKeys,
  generateSecretBallot,
  type OptionClass,
  type SecretBallotJob,
  type ServerClient,
  type WireSecretBallot,
} from '@psephos/lib'
import type { ProofProgress, VotedProposal } from './proofJob.ts'
import { requireCommittee } from './requireCommittee.ts'

// Only who votes on a secret proposal needs BabyJubJub, typed data and the way to prove a circuit that is not Semaphore's: the proof
// worker loads this file then.

/** Makes the secret ballots of one proposal. */
export type SecretBallotProver = {
  /** Begins to load the circuit and its key. What fails is tried again, and said, with the ballot. */
  prepare: () => void
  prove: (parameters: ProveSecretBallotParameters) => Promise<WireSecretBallot>
}

/** What {@link SecretBallotProver.prove} takes. */
export type ProveSecretBallotParameters = Omit<SecretBallotJob, 'keys' | 'voiceCredits'> & {
  proposal: VotedProposal
  onProgress: (progress: ProofProgress) => void
}

/** What {@link createSecretBallotProver} takes. */
export type CreateSecretBallotProverParameters = {
  client: Pick<ServerClient, 'getCommittee' | 'circuitUrls'>
  secretClass: OptionClass
}

/** Returns what makes the secret ballots of one proposal. It loads nothing yet. */
export function createSecretBallotProver({
  client,
  secretClass,
}: CreateSecretBallotProverParameters): SecretBallotProver {
  const load = createArtifactStore(client.circuitUrls('secret-ballot', secretClass))
  return {
    prepare: () => void load().catch(() => undefined),
    async prove({ proposal, onProgress, ...job }) {
      // Before anything is encrypted: for wrong keys there must not be any ballot.
      const committee = await requireCommittee({ proposal, client })
      const artifacts = await load({
        onProgress: (loaded, total) => onProgress({ stage: 'artifacts', loaded, total }),
      })
      return generateSecretBallot({
        ...job,
        voiceCredits: proposal.voiceCredits,
        keys: deriveCommitteeKeys(committee).electionKeys,
        artifacts,
        onProgress,
      })
    },
  }
}
