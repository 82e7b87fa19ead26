import {
  generateBallotProof,
  proposalScope,
  type Scope,
  verifyGroup,
  type WireBallot,
} from '@psephos/lib'
import { downloadArtifacts } from './downloadArtifacts.ts'
import type { Election } from './Election.ts'
import type { Person } from './enrolPeople.ts'
import { planVotes } from './planVotes.ts'
import type { PublishedProposal } from './publishProposal.ts'

/** Makes one person's ballot on a proposal, with a real proof. */
export type ProveBallot = (parameters: {
  readonly person: Person
  readonly votes: readonly number[]
  readonly revision: number
  readonly scope?: Scope
  /** The budget that this person pretends to have. */
  readonly voiceCredits?: number
}) => Promise<WireBallot>

/** The ballots of an election. */
export interface CastBallots {
  /** How many the server accepted. */
  readonly accepted: number
  /** The ballot of each person that should count in the end, in the order of the people. */
  readonly latest: readonly WireBallot[]
  readonly prove: ProveBallot
  readonly scope: Scope
}

/**
 * Everybody fetches the group, checks it against the root on-chain, proves and posts a ballot; then the first person
 * changes their vote.
 */
export async function castBallots(
  election: Election,
  proposal: PublishedProposal,
  people: readonly Person[],
  onProgress: (done: number, total: number) => void,
): Promise<CastBallots> {
  const { client, checks } = election
  const { optionCount } = proposal.open
  const scope = proposalScope({
    chainId: election.space.chainId,
    governor: election.space.governor,
    proposalId: proposal.id,
  })
  const prove = await createProver(election, proposal, scope)
  const latest: WireBallot[] = []
  let accepted = 0
  const cast = async (ballot: WireBallot): Promise<void> => {
    const status = await client.castBallot({ proposal: proposal.id, ballot })
    accepted += 1
    checks.expect(status.status === 'received', `a ballot is received, not ${status.status}`)
    checks.expect(status.revision === ballot.revision, 'the receipt names the revision')
  }
  for (const [index, person] of people.entries()) {
    const ballot = await prove({ person, votes: planVotes(index, optionCount), revision: 0 })
    await cast(ballot)
    latest.push(ballot)
    onProgress(index + 1, people.length + 1)
  }
  const [first] = people
  if (first !== undefined) {
    const votes = planVotes(people.length, optionCount)
    const changed = await prove({ person: first, votes, revision: 1 })
    await cast(changed)
    latest[0] = changed
  }
  onProgress(people.length + 1, people.length + 1)
  return { accepted, latest, prove, scope }
}

async function createProver(
  { client, space, governor }: Election,
  { id, open }: PublishedProposal,
  ownScope: Scope,
): Promise<ProveBallot> {
  // The root is asked of the chain, not of the server that hands out the group.
  const { root, proofDepth } = await governor.proposalElectorate(id)
  const { members } = await client.getGroup({ space: space.id, root })
  const group = verifyGroup({ members, root })
  const depth = Number(proofDepth)
  const artifacts = await downloadArtifacts(client, depth)
  const defaults = { scope: ownScope, voiceCredits: open.voiceCredits }
  return ({ person, ...ballot }) =>
    generateBallotProof({
      ...defaults,
      ...ballot,
      identity: person.identity,
      group,
      proofDepth: depth,
      artifacts,
    })
}
