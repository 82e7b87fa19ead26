import {
  createGroup,
  createIdentity,
  createProposalDescription,
  encodeOptionCalls,
  encodeProposalMetadata,
  type Group,
  type Identity,
  PersonhoodGovernor__factory,
  type ProposalMetadata,
  type PublishedProposal,
  proposalScope,
  readProposal,
  type Scope,
  toContractLayout,
} from '@psephos/lib'
import { LOCAL_CHAIN_ID } from '@psephos/server/src/development/startLocalChain.ts'
import { EventLog, getBytes, id, keccak256, Wallet } from 'ethers'
import { createCredential, type Dao, deployDao } from './deployDao.ts'
import { FoundingSigner } from './FoundingSigner.ts'
import type { Chain } from './openChain.ts'

/** A DAO of five people with one proposal that is open for ballots, the same on every chain. */
export interface Election {
  readonly dao: Dao
  readonly governor: string
  readonly group: Group
  readonly people: readonly Identity[]
  readonly proposal: PublishedProposal
  readonly scope: Scope
  readonly metadata: Uint8Array
  /** What `queue` and `execute` take. */
  readonly calls: readonly [string[], bigint[], string[], string]
}

const VOICE_CREDITS = 100
/** Three of five people have to vote. */
const QUORUM_NUMERATOR = 5_000
const NOWHERE = '0x000000000000000000000000000000000000dead'

const metadata: ProposalMetadata = {
  version: 1,
  title: 'What the garden needs',
  body: 'Of four things at most two.',
  options: [
    { title: 'More votes for everybody' },
    { title: 'A pond' },
    { title: 'Benches, and a path to them' },
    { title: 'A fence' },
  ],
}

const createPerson = (name: string): Identity =>
  createIdentity({ privateKey: getBytes(id(`psephos election: ${name}`)) })

/**
 * Deploys the DAO of `test/vectors/election.json` on a fresh chain, enrols its people, one of whom takes a
 * new identity, and publishes its proposal. After the snapshot one more person enrols and another takes a new
 * identity: neither makes a difference.
 */
export async function deployElection(chain: Chain): Promise<Election> {
  const deployer = new Wallet(id('psephos election: governor'), chain.provider)
  await (await chain.signer.sendTransaction({ to: deployer.address, value: 10n ** 18n })).wait()
  const signer = new FoundingSigner(chain.signer, deployer)
  const dao = await deployDao(chain, { quorumNumerator: QUORUM_NUMERATOR, signer })
  const people = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva'].map(createPerson)
  const members = people.map(({ commitment }) => commitment)
  const oldCommitment = createPerson('Ben, before he lost it').commitment
  for (const [person, commitment] of members.with(1, oldCommitment).entries()) {
    await dao.enrol(BigInt(person + 1), commitment)
  }
  await rotate(dao, { person: 1, members: members.with(1, oldCommitment), commitment: members[1] })
  const proposed = await propose(dao)
  await dao.open(proposed.proposal.id)
  await dao.enrol(6n, createPerson('Flo').commitment)
  const later = [...members, createPerson('Flo').commitment]
  await rotate(dao, {
    person: 0,
    members: later,
    commitment: createPerson('Ada, later').commitment,
  })
  const governor = (await dao.governor.getAddress()).toLowerCase()
  const { id: proposalId } = proposed.proposal
  return {
    ...proposed,
    dao,
    governor,
    people,
    group: createGroup({ members }),
    scope: proposalScope({ chainId: LOCAL_CHAIN_ID, governor, proposalId }),
  }
}

/** Closes the voting, queues what has passed and executes it. */
export async function executeElection(
  chain: Chain,
  { dao: { governor }, proposal, calls }: Election,
): Promise<void> {
  await chain.moveClockTo(BigInt(proposal.deadline) + 1n)
  await (await governor.queue(...calls)).wait()
  await chain.moveClockTo(await governor.proposalEta(proposal.id))
  await (await governor.execute(...calls)).wait()
}

async function rotate(
  { group }: Dao,
  {
    person,
    members,
    commitment = 0n,
  }: { person: number; members: readonly bigint[]; commitment: bigint | undefined },
): Promise<void> {
  const { siblings } = createGroup({ members }).generateMerkleProof(person)
  const credential = createCredential({
    group: await group.getAddress(),
    person: BigInt(person + 1),
    commitment,
  })
  const gasLimit = 5_000_000
  await (await group.rotate(commitment, siblings, credential, { gasLimit })).wait()
}

async function propose({
  governor,
}: Dao): Promise<Pick<Election, 'proposal' | 'metadata' | 'calls'>> {
  const self = await governor.getAddress()
  const { interface: calls } = PersonhoodGovernor__factory.connect(self)
  const { targets, values, calldatas, ...options } = encodeOptionCalls({
    options: [
      {
        calls: [
          { target: self, calldata: calls.encodeFunctionData('setDefaultVoiceCredits', [144]) },
        ],
      },
      { calls: [{ target: NOWHERE, calldata: '0x01' }] },
      { calls: [{ target: NOWHERE, calldata: '0x02' }, { target: NOWHERE }] },
      { calls: [] },
    ],
  })
  const { cid, bytes } = encodeProposalMetadata(metadata)
  const response = await governor.proposeOptions(
    targets,
    values,
    calldatas,
    toContractLayout({ ...options, voiceCredits: VOICE_CREDITS, maxWinners: 2 }),
    createProposalDescription({ title: metadata.title, cid }),
  )
  const block = (await response.wait())?.blockNumber
  const [created] = await governor.queryFilter(governor.filters.ProposalCreated(), block)
  if (!(created instanceof EventLog)) throw new Error('No proposal was created.')
  const { provider } = governor.runner ?? {}
  if (!provider) throw new Error('The governor has no node.')
  const proposal = await readProposal({
    provider,
    governor: self,
    proposalId: created.args.proposalId,
  })
  const descriptionHash = keccak256(proposal.description)
  return { proposal, metadata: bytes, calls: [targets, values, calldatas, descriptionHash] }
}
