import '../server/forbidEval.ts'
import {
  type BallotProver,
  ballotNullifier,
  createBallotProver,
  createIdentity,
  createServerClient,
  generateMemberProposalProof,
  getMembershipTree,
  type MemberProposal,
  type MembershipTree,
  memberProposalScope,
  ProposalSlotOutOfRangeError,
  PsephosError,
  proposalScope,
} from '@psephos/lib'
import { decodeSecret } from '../identity/encodeSecret.ts'
import type { AnyBallot } from '../secrecy/AnyBallot.ts'
import type {
  DecryptionShareJob,
  MemberProposalJob,
  ProofAnswer,
  ProofJob,
  ProofPreparation,
  ProofProgress,
} from './proofJob.ts'
import type { SecretBallotProver } from './secretBallotProver.ts'

// Takes jobs of one proposal, one after the other, and answers with ProofAnswers; the page ends the
// worker, and with it the threads that snarkjs starts. Everything heavy is here: the group's tree,
// the artifacts, the proof.

/** What is kept from one ballot to the next, and what was begun ahead of the first. */
type Ready = {
  prover:
    | { secret: false; open: BallotProver }
    | { secret: true; load: Promise<SecretBallotProver> }
  /** Null where it was not begun, or failed: then it is read for the ballot, which says why it fails. */
  group: Promise<MembershipTree | null>
}
let ready: Ready | null = null

type Job = ProofPreparation | ProofJob | MemberProposalJob | DecryptionShareJob

const client = createServerClient({ baseUrl: '' })

addEventListener('message', async ({ data }: MessageEvent<Job>) => {
  if (data.kind === 'preparation') {
    ready = { prover: createProver(data), group: readGroup(data).catch(() => null) }
    prepare(ready.prover)
    return
  }
  try {
    answer(await prove(data))
  } catch (error) {
    answer(
      error instanceof PsephosError
        ? { type: 'refusal', code: error.code, message: error.message, details: error.details }
        : { type: 'failure', message: String(error) },
    )
  }
})

async function prove(job: Exclude<Job, ProofPreparation>): Promise<ProofAnswer> {
  switch (job.kind) {
    case 'proposal':
      return { type: 'proposal', proposal: await proveProposal(job) }
    case 'share': {
      const { proveShare } = await import('./proveShare.ts')
      return { type: 'share', share: await proveShare({ client, job }) }
    }
    case 'ballot':
      return { type: 'ballot', ballot: await proveBallot(job) }
  }
}

function answer(message: ProofAnswer): void {
  postMessage(message)
}

function report(progress: ProofProgress): void {
  answer({ type: 'progress', progress })
}

function createProver({ electorate, secretClass }: ProofPreparation | ProofJob): Ready['prover'] {
  if (secretClass === null) {
    const artifacts = client.artifactUrls(electorate.proofDepth)
    return { secret: false, open: createBallotProver({ artifacts }) }
  }
  const load = import('./secretBallotProver.ts').then(({ createSecretBallotProver }) =>
    createSecretBallotProver({ client, secretClass }),
  )
  // What fails is said with the ballot.
  load.catch(() => undefined)
  return { secret: true, load }
}

function prepare(prover: Ready['prover']): void {
  if (!prover.secret) prover.open.prepare()
  else prover.load.then((secret) => secret.prepare()).catch(() => undefined)
}

function readGroup({
  space,
  electorate,
  index,
}: Pick<ProofPreparation, 'space' | 'electorate' | 'index'>): Promise<MembershipTree> {
  return getMembershipTree({ client, space: space.id, electorate, index: index ?? undefined })
}

async function proveBallot(job: ProofJob): Promise<AnyBallot> {
  const { space, proposal, electorate, votes, revision } = job
  report({ stage: 'group' })
  ready ??= { prover: createProver(job), group: Promise.resolve(null) }
  const group = (await ready.group) ?? (await readGroup(job))
  const ballot = {
    identity: createIdentity({ privateKey: decodeSecret(job.secret) }),
    group,
    votes,
    revision,
    scope: proposalScope({
      chainId: space.chainId,
      governor: space.governor,
      proposalId: proposal.id,
    }),
    proofDepth: electorate.proofDepth,
    onProgress: report,
  }
  const { prover } = ready
  return prover.secret
    ? (await prover.load).prove({ ...ballot, proposal })
    : prover.open.prove({ ...ballot, voiceCredits: proposal.voiceCredits })
}

/** Takes the first of the member's proposals of the epoch that is not made yet. */
async function proveProposal(job: MemberProposalJob): Promise<MemberProposal> {
  const { space, group: electorate, index, epoch, limit, spent, proposalId } = job
  const identity = createIdentity({ privateKey: decodeSecret(job.secret) })
  const place = { chainId: space.chainId, governor: space.governor, epoch }
  const slots = Array.from({ length: limit }, (_, slot) => slot)
  const slot = slots.find((each) => {
    const scope = memberProposalScope({ ...place, slot: each })
    return !spent.has(ballotNullifier({ identity, scope }))
  })
  if (slot === undefined) throw new ProposalSlotOutOfRangeError({ slot: limit, limit })

  report({ stage: 'group' })
  return generateMemberProposalProof({
    ...place,
    slot,
    identity,
    group: await readGroup({ space, electorate, index }),
    proofDepth: electorate.proofDepth,
    proposalId,
    artifacts: client.artifactUrls(electorate.proofDepth),
    onProgress: report,
  })
}
