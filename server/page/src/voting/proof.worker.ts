import '../server/forbidEval.ts'
import {
  ballotNullifier,
  createIdentity,
  createServerClient,
  generateBallotProof,
  generateMemberProposalProof,
  getMembershipTree,
  type MemberProposal,
  memberProposalScope,
  ProposalSlotOutOfRangeError,
  PsephosError,
  proposalScope,
  type WireBallot,
} from '@psephos/lib'
import type { MemberProposalJob, ProofAnswer, ProofJob, ProofProgress } from './proofJob.ts'

// Takes one job and answers with ProofAnswers; the page ends the worker after the last, and
// with it the threads that snarkjs starts. Everything heavy is here: the group's tree, the
// artifacts, the proof.

addEventListener('message', async ({ data }: MessageEvent<ProofJob | MemberProposalJob>) => {
  try {
    answer(
      'kind' in data
        ? { type: 'proposal', proposal: await proveProposal(data) }
        : { type: 'ballot', ballot: await prove(data) },
    )
  } catch (error) {
    answer(
      error instanceof PsephosError
        ? { type: 'refusal', code: error.code, message: error.message, details: error.details }
        : { type: 'failure', message: String(error) },
    )
  }
})

function answer(message: ProofAnswer): void {
  postMessage(message)
}

function report(progress: ProofProgress): void {
  answer({ type: 'progress', progress })
}

async function prove(job: ProofJob): Promise<WireBallot> {
  const { space, proposal, electorate, votes, revision } = job
  const client = createServerClient({ baseUrl: '' })

  report({ stage: 'group' })
  const index = job.index ?? undefined
  const group = await getMembershipTree({ client, space: space.id, electorate, index })

  return generateBallotProof({
    identity: createIdentity({ privateKey: decodeHex(job.secret) }),
    group,
    votes,
    voiceCredits: proposal.voiceCredits,
    revision,
    scope: proposalScope({
      chainId: space.chainId,
      governor: space.governor,
      proposalId: proposal.id,
    }),
    proofDepth: electorate.proofDepth,
    artifacts: client.artifactUrls(electorate.proofDepth),
    onProgress: report,
  })
}

/** Takes the first of the member's proposals of the epoch that is not made yet. */
async function proveProposal(job: MemberProposalJob): Promise<MemberProposal> {
  const { space, group: electorate, epoch, limit, spent, proposalId } = job
  const client = createServerClient({ baseUrl: '' })
  const identity = createIdentity({ privateKey: decodeHex(job.secret) })
  const place = { chainId: space.chainId, governor: space.governor, epoch }
  const slots = Array.from({ length: limit }, (_, slot) => slot)
  const slot = slots.find((each) => {
    const scope = memberProposalScope({ ...place, slot: each })
    return !spent.has(ballotNullifier({ identity, scope }))
  })
  if (slot === undefined) throw new ProposalSlotOutOfRangeError({ slot: limit, limit })

  report({ stage: 'group' })
  const index = job.index ?? undefined
  const group = await getMembershipTree({ client, space: space.id, electorate, index })
  return generateMemberProposalProof({
    ...place,
    slot,
    identity,
    group,
    proofDepth: electorate.proofDepth,
    proposalId,
    artifacts: client.artifactUrls(electorate.proofDepth),
    onProgress: report,
  })
}

function decodeHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
}
