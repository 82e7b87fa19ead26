import {
  type MemberProposal,
  NotAMemberError,
  PersonhoodGovernor__factory,
  PersonhoodGroup__factory,
  ProverFailedError,
  readMemberNullifiers,
  type WireSpace,
} from '@psephos/lib'
import type { Provider } from 'ethers'
import type { ProofProgress } from '../voting/proofJob.ts'
import { runProofWorker } from '../voting/runProofWorker.ts'

/** What {@link proposeAsMember} takes. */
export type ProposeAsMemberParameters = {
  space: WireSpace
  /** The wallet's own node: the server is not believed who may propose. */
  provider: Provider
  /** The identity's secret, 32 bytes in hex. */
  secret: string
  /** Its place in the group; null when it is not known. */
  index: number | null
  proposalId: bigint
  onProgress: (progress: ProofProgress) => void
  signal: AbortSignal
}

/**
 * Proves that a member makes a proposal, in the first slot of the epoch that they have not spent.
 * The group is held against the root that the wallet's node gives: to prove in a group that a server
 * made up would tell it who proposes.
 * @throws {@link NotAMemberError} when nobody was in the group as the epoch began.
 * @throws {@link ProposalSlotOutOfRangeError} when all of the member's slots are spent.
 * @throws every error of lib's `generateMemberProposalProof`, and those of `runProofWorker`.
 */
export async function proposeAsMember({
  space,
  provider,
  secret,
  index,
  proposalId,
  onProgress,
  signal,
}: ProposeAsMemberParameters): Promise<MemberProposal> {
  onProgress({ stage: 'group' })
  const governor = PersonhoodGovernor__factory.connect(space.governor, provider)
  const [epoch, limit, group] = await Promise.all([
    governor.proposalEpoch(),
    governor.memberProposalLimit(),
    governor.group(),
  ])
  if (epoch === 0n) throw new NotAMemberError()
  const [[root, depth, size], spent] = await Promise.all([
    PersonhoodGroup__factory.connect(group, provider).getPastGroup(epoch - 1n),
    readMemberNullifiers({ provider, governor: space.governor, epoch: Number(epoch), signal }),
  ])
  if (root === 0n) throw new NotAMemberError()
  const result = await runProofWorker({
    job: {
      kind: 'proposal',
      space: { id: space.id, chainId: space.chainId, governor: space.governor },
      group: { root, size: Number(size), proofDepth: Number(depth) },
      secret,
      index,
      epoch: Number(epoch),
      limit: Number(limit),
      spent,
      proposalId,
    },
    onProgress,
    signal,
  })
  if (result.type !== 'proposal') throw new ProverFailedError({ reason: 'it proved no proposal' })
  return result.proposal
}
