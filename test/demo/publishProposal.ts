import {
  createProposalDescription,
  type ProposalMetadata,
  verifyProposalMetadata,
  type WireProposal,
} from '@psephos/lib'
import { EventLog, parseEther, ZeroHash } from 'ethers'
import type { Election } from './Election.ts'
import { waitUntil } from './waitUntil.ts'

/** A payment from the treasury that an option carries. */
export interface Payment {
  readonly option: number
  readonly to: string
  readonly wei: bigint
}

/** A proposal that is open for voting. */
export interface PublishedProposal {
  readonly id: bigint
  /** The block of its publication, from which its events are read. */
  readonly block: number
  readonly metadata: ProposalMetadata
  readonly payments: readonly Payment[]
  /** What the Governor's `queue` and `execute` take. */
  readonly actions: readonly [string[], bigint[], string[], string]
  /** As the server shows it when voting opens. */
  readonly open: WireProposal & { electorate: NonNullable<WireProposal['electorate']> }
}

const VOICE_CREDITS = 100

/**
 * Hosts the metadata, publishes the proposal on-chain and waits until the server shows it open for voting. Its ballots are secret if it names a
 * committee.
 */
export async function publishProposal(
  election: Election,
  optionCount: number,
  committee: string = ZeroHash,
): Promise<PublishedProposal> {
  const { client, governor, chain, checks, space } = election
  const metadata = createMetadata(optionCount)
  const cid = await client.storeMetadata({ metadata })
  // The two options with calls: the first will find friends, the second fewer.
  const payments = [
    { option: 0, to: '0x00000000000000000000000000000000000d0001', wei: parseEther('7.5') },
    { option: 1, to: '0x00000000000000000000000000000000000d0002', wei: parseEther('4') },
  ]
  const targets = payments.map(({ to }) => to)
  const values = payments.map(({ wei }) => wei)
  const calldatas = payments.map(() => '0x')
  const transaction = await governor.proposeOptions(
    targets,
    values,
    calldatas,
    {
      optionCount,
      maxWinners: 0,
      voiceCredits: VOICE_CREDITS,
      callOptions: payments.map(({ option }) => option),
      committee,
    },
    createProposalDescription({ title: metadata.title, cid }),
  )
  const receipt = await transaction.wait()
  const [created] = await governor.queryFilter(
    governor.filters.ProposalCreated(),
    receipt?.blockNumber,
  )
  if (receipt === null || !(created instanceof EventLog))
    throw new Error('No proposal was created.')
  const { proposalId: id, description } = created.args
  const snapshot = Number(await governor.proposalSnapshot(id))
  await election.moveClockTo(snapshot + 1)

  const open = await waitUntil('the server shows the proposal open', async () => {
    const proposals = await client.listProposals({ space: space.id })
    return proposals.find((each) => each.id === id && each.state === 'active')
  })
  const { electorate } = open
  if (electorate === null) throw new Error('An open proposal has no electorate.')
  checks.expect(open.metadata !== null, 'the server hosts the metadata that the chain commits to')
  if (open.metadata !== null) verifyProposalMetadata({ metadata: open.metadata, cid })
  const latest = await chain.getBlock('latest')
  checks.expect((latest?.timestamp ?? 0) < open.deadline, 'voting is open for a while')
  return {
    id,
    block: receipt.blockNumber,
    metadata,
    payments,
    actions: [targets, values, calldatas, description],
    open: { ...open, electorate },
  }
}

function createMetadata(optionCount: number): ProposalMetadata {
  return {
    version: 1,
    title: 'What shall we fund?',
    body: 'Spread **100 voice credits**: one vote costs 1, two cost 4, five cost 25.',
    options: Array.from({ length: optionCount }, (_, option) => ({
      title: TITLES[option] ?? `Idea number ${option + 1}`,
    })),
  }
}

const TITLES = ['A garden', 'A statue', 'A library', 'Nothing at all']
