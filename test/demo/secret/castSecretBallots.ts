import {
  deriveCommitteeKeys,
  generateSecretBallot,
  hashCommittee,
  optionClass,
  proposalScope,
  type Scope,
  verifyGroup,
  type WireSecretBallot,
} from '@psephos/lib'
import { downloadFiles } from '../downloadArtifacts.ts'
import type { Election } from '../Election.ts'
import type { Person } from '../enrolPeople.ts'
import { planVotes } from '../planVotes.ts'
import type { PublishedProposal } from '../publishProposal.ts'

/** Makes one person's secret ballot on a proposal, with a real proof. */
export type ProveSecretBallot = (parameters: {
  readonly person: Person
  readonly votes: readonly number[]
  readonly revision: number
  readonly scope?: Scope
}) => Promise<WireSecretBallot>

/** The secret ballots of an election. */
export interface CastSecretBallots {
  /** How many the server accepted. */
  readonly accepted: number
  /** The ballot of each person that should count in the end, in the order of the people. */
  readonly latest: readonly WireSecretBallot[]
  /** What those ballots say, which nobody but the demo knows. */
  readonly votes: readonly (readonly number[])[]
  readonly prove: ProveSecretBallot
  readonly scope: Scope
}

/**
 * Everybody fetches the group and the committee, holds them against the chain, encrypts, proves and posts a ballot; then the first person
 * changes their vote.
 */
export async function castSecretBallots(
  election: Election,
  proposal: PublishedProposal,
  people: readonly Person[],
  onProgress: (done: number, total: number) => void,
): Promise<CastSecretBallots> {
  const { client, checks, space } = election
  const scope = proposalScope({
    chainId: space.chainId,
    governor: space.governor,
    proposalId: proposal.id,
  })
  const prove = await createProver(election, proposal, scope)
  const latest: WireSecretBallot[] = []
  const votes: (readonly number[])[] = []
  let accepted = 0
  const cast = async (index: number, ballot: WireSecretBallot): Promise<void> => {
    const status = await client.castSecretBallot({ proposal: proposal.id, ballot })
    accepted += 1
    checks.expect(status.status === 'received', `a ballot is received, not ${status.status}`)
    checks.expect(status.revision === ballot.revision, 'the receipt names the revision')
    latest[index] = ballot
    onProgress(accepted, people.length + 1)
  }
  for (const [index, person] of people.entries()) {
    votes[index] = planVotes(index, proposal.open.optionCount)
    await cast(index, await prove({ person, votes: votes[index], revision: 0 }))
  }
  const [first] = people
  if (first !== undefined) {
    votes[0] = planVotes(people.length, proposal.open.optionCount)
    await cast(0, await prove({ person: first, votes: votes[0], revision: 1 }))
  }
  return { accepted, latest, votes, prove, scope }
}

async function createProver(
  { client, space, governor, checks }: Election,
  { id, open }: PublishedProposal,
  ownScope: Scope,
): Promise<ProveSecretBallot> {
  // Root and committee are asked of the chain, not of the server that hands out the group and the keys.
  const { root, proofDepth } = await governor.proposalElectorate(id)
  const { committee: committeeId } = await governor.proposalLayout(id)
  const { members } = await client.getGroup({ space: space.id, root })
  const group = verifyGroup({ members, root })
  const committee = await client.getCommittee({ committee: committeeId })
  checks.expect(
    hashCommittee(committee) === committeeId,
    'the keys are those of the committee that the proposal names',
  )
  const { electionKeys } = deriveCommitteeKeys(committee)
  const urls = client.circuitUrls('secret-ballot', optionClass(open.optionCount))
  const artifacts = await downloadFiles(urls)
  return ({ person, ...ballot }) =>
    generateSecretBallot({
      scope: ownScope,
      voiceCredits: open.voiceCredits,
      ...ballot,
      identity: person.identity,
      group,
      proofDepth: Number(proofDepth),
      keys: electionKeys,
      artifacts,
    })
}
