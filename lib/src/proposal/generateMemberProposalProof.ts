import type { SemaphoreArtifacts } from '../ballot/semaphoreArtifactUrls.ts'
import type { MembershipTree } from '../group/MembershipTree.ts'
import { requirePath } from '../group/requirePath.ts'
import type { Identity } from '../identity/createIdentity.ts'
import { createArtifactStore } from '../prover/createArtifactStore.ts'
import type { BallotProofJob } from '../prover/prepareBallot.ts'
import { proveMembership } from '../prover/proveMembership.ts'
import { type MemberProposalScopeParameters, memberProposalScope } from './memberProposalScope.ts'

/** What a member shows to propose without a name, as `proposeAsMember` of the governor takes it. */
export type MemberProposal = {
  /** Which of the member's proposals of the epoch it is, from 0. */
  slot: number
  nullifier: bigint
  /** The Groth16 proof as Semaphore packs it. */
  points: [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]
}

/** What {@link generateMemberProposalProof} takes. */
export type GenerateMemberProposalProofParameters = MemberProposalScopeParameters & {
  /** Who proposes. Never leaves this device. */
  identity: Identity
  /** The group as it stood just before the epoch began, or the bucket of it in which the identity is. */
  group: MembershipTree
  /** The depth at which that group proves. */
  proofDepth: number
  /** The id that the proposal will have: {@link hashProposal} of all that is proposed. */
  proposalId: bigint
  /** Semaphore's circuit and proving key for that depth: {@link semaphoreArtifactUrls}. */
  artifacts: SemaphoreArtifacts
  /** Called when a stage begins, and as artifacts arrive. */
  onProgress?: BallotProofJob['onProgress']
  /** Ends the download, or the wait for the proof. */
  signal?: AbortSignal | undefined
}

/**
 * Proves that a member makes a proposal in the current epoch, without saying which member (about a
 * second; the artifacts of depth 20 are 5.7 MB). The proof is for this very proposal: whoever brings it
 * on-chain can change nothing about it.
 * @throws {@link NotAMemberError} when the identity was not in the group as the epoch began.
 * @throws {@link GroupSizeOutOfRangeError} when the group's depth is not `proofDepth`.
 * @throws {@link ServerUnavailableError} when the artifacts cannot be fetched.
 * @throws the signal's reason when it is aborted.
 * @example
 * const proposalId = hashProposal({ calls, description: appendOptionsLayout({ description, layout }) })
 * const member = await generateMemberProposalProof({ identity, group, proposalId, slot: 0, ...rest })
 * await publishProposal({ signer, governor, calls, layout, description, member })
 */
export async function generateMemberProposalProof({
  identity,
  group,
  proofDepth,
  proposalId,
  artifacts,
  onProgress,
  signal,
  ...place
}: GenerateMemberProposalProofParameters): Promise<MemberProposal> {
  signal?.throwIfAborted()
  const path = requirePath({ identity, group, proofDepth })
  const { nullifier, points } = await proveMembership({
    identity,
    path,
    message: proposalId,
    scope: memberProposalScope(place),
    proofDepth,
    load: createArtifactStore(artifacts),
    onProgress,
    signal,
  })
  return { slot: place.slot, nullifier, points }
}
