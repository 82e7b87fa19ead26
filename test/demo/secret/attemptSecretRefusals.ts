import {
  type ErrorCode,
  generateBallotProof,
  PsephosError,
  toScope,
  verifyGroup,
  type WireSecretBallot,
} from '@psephos/lib'
import { downloadArtifacts } from '../downloadArtifacts.ts'
import type { Election } from '../Election.ts'
import type { Person } from '../enrolPeople.ts'
import type { PublishedProposal } from '../publishProposal.ts'
import type { CastSecretBallots } from './castSecretBallots.ts'

/** A ballot that must be refused, and with what. */
interface Attempt {
  readonly what: string
  readonly code: ErrorCode
  readonly post: () => Promise<unknown>
}

/** Posts ballots that must not count and returns the codes with which they were refused. */
export async function attemptSecretRefusals(
  election: Election,
  proposal: PublishedProposal,
  people: readonly Person[],
  ballots: CastSecretBallots,
  onProgress: (done: number, total: number) => void,
): Promise<string[]> {
  const attempts = createAttempts(election, proposal, people, ballots)
  const codes: string[] = []
  for (const [index, { what, code, post }] of attempts.entries()) {
    const answer = await readRefusal(post)
    election.checks.expect(answer === code, `${what} is refused with ${code}, not ${answer}`)
    codes.push(answer)
    onProgress(index + 1, attempts.length)
  }
  return codes
}

function createAttempts(
  election: Election,
  proposal: PublishedProposal,
  people: readonly Person[],
  { latest, prove, scope }: CastSecretBallots,
): readonly Attempt[] {
  const { client } = election
  const [, second, third] = people
  const [, cast, other] = latest
  if (second === undefined || third === undefined || cast === undefined || other === undefined)
    throw new Error('An election takes 3 people.')
  const votes = new Array<number>(proposal.open.optionCount).fill(0)
  const post = (ballot: WireSecretBallot) =>
    client.castSecretBallot({ proposal: proposal.id, ballot })
  // Nobody counts what is refused, so one proof can be spoilt twice.
  let proven: Promise<WireSecretBallot> | undefined
  const postNew = async (spoil: (ballot: WireSecretBallot) => WireSecretBallot) => {
    proven ??= prove({ person: second, votes, revision: 1 })
    return post(spoil(await proven))
  }
  return [
    {
      what: 'a second ballot of the same revision',
      code: 'REVISION_NOT_HIGHER',
      post: async () => post(await prove({ person: second, votes, revision: cast.revision })),
    },
    {
      what: "a copy of another's encrypted votes under one's own proof",
      code: 'BALLOT_PROOF_INVALID',
      post: () => postNew((ballot) => ({ ...ballot, encrypted: other.encrypted })),
    },
    {
      what: 'a ballot of another revision than the proven one',
      code: 'BALLOT_PROOF_INVALID',
      post: () => postNew((ballot) => ({ ...ballot, revision: 2 })),
    },
    {
      what: "a ballot for another proposal's scope",
      code: 'BALLOT_SCOPE_MISMATCH',
      post: async () =>
        post(await prove({ person: second, votes, revision: 1, scope: toScope(scope ^ 1n) })),
    },
    {
      what: 'an open ballot on a secret proposal',
      code: 'BALLOT_MALFORMED',
      post: () => castOpenly(election, proposal, third, scope, votes),
    },
  ]
}

async function castOpenly(
  { client, space }: Election,
  { id, open }: PublishedProposal,
  { identity }: Person,
  scope: CastSecretBallots['scope'],
  votes: readonly number[],
): Promise<unknown> {
  const { root, proofDepth } = open.electorate
  const { members } = await client.getGroup({ space: space.id, root })
  const ballot = await generateBallotProof({
    identity,
    group: verifyGroup({ members, root }),
    votes,
    voiceCredits: open.voiceCredits,
    revision: 1,
    scope,
    proofDepth,
    artifacts: await downloadArtifacts(client, proofDepth),
  })
  return client.castBallot({ proposal: id, ballot })
}

async function readRefusal(post: () => Promise<unknown>): Promise<string> {
  try {
    await post()
    return 'NOT_REFUSED'
  } catch (error) {
    if (error instanceof PsephosError) return error.code
    throw error
  }
}
