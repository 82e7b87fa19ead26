import {
  createGroup,
  createIdentity,
  type ErrorCode,
  generateBallotProof,
  PsephosError,
  toScope,
  type WireBallot,
} from '@psephos/lib'
import type { CastBallots } from './castBallots.ts'
import { downloadArtifacts } from './downloadArtifacts.ts'
import type { Election } from './Election.ts'
import type { Person } from './enrolPeople.ts'
import type { PublishedProposal } from './publishProposal.ts'

/** A ballot that must be refused, and with what. */
interface Attempt {
  readonly what: string
  readonly code: ErrorCode
  readonly create: () => Promise<WireBallot> | WireBallot
}

/** Posts ballots that must not count and returns the codes with which they were refused. */
export async function attemptRefusals(
  election: Election,
  proposal: PublishedProposal,
  people: readonly Person[],
  ballots: CastBallots,
  onProgress: (done: number, total: number) => void,
): Promise<string[]> {
  const attempts = createAttempts(election, proposal, people, ballots)
  const codes: string[] = []
  for (const [index, { what, code, create }] of attempts.entries()) {
    const ballot = await create()
    const answer = await postExpectingRefusal(election, proposal, ballot)
    election.checks.expect(answer === code, `${what} is refused with ${code}, not ${answer}`)
    codes.push(answer)
    onProgress(index + 1, attempts.length)
  }
  return codes
}

function createAttempts(
  election: Election,
  { open }: PublishedProposal,
  people: readonly Person[],
  { latest, prove, scope }: CastBallots,
): readonly Attempt[] {
  const [, second] = people
  const [, cast] = latest
  if (second === undefined || cast === undefined) throw new Error('An election takes 3 people.')
  const votes = new Array<number>(open.optionCount).fill(0)
  // Nobody counts what is refused, so one proof can be spoilt twice.
  const proveChange = once(() => prove({ person: second, votes, revision: 1 }))
  const proveOutside = once(() => proveAsOutsider(election, open, scope, votes))
  return [
    {
      what: 'a second ballot of the same revision',
      code: 'REVISION_NOT_HIGHER',
      create: () => prove({ person: second, votes, revision: cast.revision }),
    },
    {
      what: 'a ballot over budget',
      code: 'VOICE_CREDITS_EXCEEDED',
      // 11 votes cost 121: the proof is real, its maker only claims a larger budget.
      create: () =>
        prove({
          person: second,
          votes: [11, ...votes.slice(1)],
          revision: 1,
          voiceCredits: 65_535,
        }),
    },
    {
      what: "a ballot for another proposal's scope",
      code: 'BALLOT_SCOPE_MISMATCH',
      create: () => prove({ person: second, votes, revision: 1, scope: toScope(scope ^ 1n) }),
    },
    {
      what: 'a tampered proof',
      code: 'BALLOT_PROOF_INVALID',
      create: async () => {
        const ballot = await proveChange()
        const [ax, ay, ...points] = ballot.proof.points
        return { ...ballot, proof: { ...ballot.proof, points: [ay, ax, ...points] } }
      },
    },
    {
      what: 'a ballot whose votes were altered on the way',
      code: 'BALLOT_MESSAGE_MISMATCH',
      create: async () => {
        const ballot = await proveChange()
        return { ...ballot, votes: [1, ...votes.slice(1)] }
      },
    },
    {
      what: "a non-member's proof in a group of their own",
      code: 'BALLOT_SNAPSHOT_MISMATCH',
      create: proveOutside,
    },
    {
      what: "a non-member's proof under the right root",
      code: 'BALLOT_PROOF_INVALID',
      create: async () => {
        const ballot = await proveOutside()
        const merkleTreeRoot = open.electorate.root
        return { ...ballot, proof: { ...ballot.proof, merkleTreeRoot } }
      },
    },
  ]
}

/** Returns what gives the same ballot each time, made when it is first asked for. */
function once(prove: () => Promise<WireBallot>): () => Promise<WireBallot> {
  let proven: Promise<WireBallot> | undefined
  return () => {
    proven ??= prove()
    return proven
  }
}

/** Somebody who never enrolled proves membership of a group that holds nobody but themselves. */
async function proveAsOutsider(
  { client }: Election,
  open: PublishedProposal['open'],
  scope: CastBallots['scope'],
  votes: readonly number[],
): Promise<WireBallot> {
  const { proofDepth } = open.electorate
  const identity = createIdentity()
  return generateBallotProof({
    identity,
    group: createGroup({ members: [identity.commitment] }),
    votes,
    voiceCredits: open.voiceCredits,
    revision: 0,
    scope,
    proofDepth,
    artifacts: await downloadArtifacts(client, proofDepth),
  })
}

async function postExpectingRefusal(
  { client }: Election,
  { id }: PublishedProposal,
  ballot: WireBallot,
): Promise<string> {
  try {
    await client.castBallot({ proposal: id, ballot })
    return 'NOT_REFUSED'
  } catch (error) {
    if (error instanceof PsephosError) return error.code
    throw error
  }
}
