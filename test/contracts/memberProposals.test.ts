import {
  appendOptionsLayout,
  ballotNullifier,
  createGroup,
  createIdentity,
  generateMemberProposalProof,
  hashProposedOptions,
  type Identity,
  type MemberProposal,
  memberProposalScope,
  type OptionsLayout,
  publishProposal,
  readMemberNullifiers,
  SNARK_SCALAR_FIELD,
  toContractLayout,
} from '@psephos/lib'
import { readMemberProposals } from '@psephos/server/src/spaces/readSpaceRules.ts'
import { EventLog, getAddress, id } from 'ethers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { artifacts, PROOF_DEPTH } from './support/circuit.ts'
import { type Dao, deployDao } from './support/deployDao.ts'
import { type Chain, openChain } from './support/openChain.ts'
import { proveMembership } from './support/proveMembership.ts'
import { readRevert } from './support/readRevert.ts'
import { stopProving } from './support/stopProving.ts'

const MEMBER_PROPOSAL_LIMIT = 2
const LAYOUT: OptionsLayout = { optionCount: 2, voiceCredits: 100, maxWinners: 1, callOptions: [1] }

const people = [1, 2, 3].map((seed) =>
  createIdentity({ privateKey: new Uint8Array(32).fill(seed) }),
)
const [alice, bob] = people as [Identity, Identity, Identity]

/** What people decide on. */
interface Draft {
  readonly targets: string[]
  readonly values: bigint[]
  readonly calldatas: string[]
  readonly layout: OptionsLayout
  readonly text: string
}

let chain: Chain
let chainId: number
let dao: Dao
let draft: Draft
let goBack: () => Promise<void>
beforeAll(async () => {
  chain = await openChain()
  chainId = Number((await chain.provider.getNetwork()).chainId)
  dao = await deployDaoOfMembers()
  draft = {
    targets: [await dao.group.getAddress()],
    values: [0n],
    calldatas: ['0x'],
    layout: LAYOUT,
    text: 'A garden',
  }
  goBack = await chain.keepState()
})
// Each test finds the same chain, whatever ran before: what is proved names what it deploys.
beforeEach(() => goBack())
afterAll(async () => {
  await stopProving()
  await chain.close()
})

/** The epoch begins after its people enrolled. */
async function deployDaoOfMembers(): Promise<Dao> {
  const deployed = await deployDao(chain, { memberProposalLimit: MEMBER_PROPOSAL_LIMIT })
  for (const [index, { commitment }] of people.entries()) {
    await deployed.enrol(BigInt(index + 1), commitment)
  }
  await beginEpoch(deployed)
  return deployed
}

async function beginEpoch({ governor }: Dao = dao): Promise<void> {
  const [epoch, duration] = [await governor.proposalEpoch(), await governor.proposalEpochDuration()]
  await chain.moveClockTo(epoch + duration)
}

function computeId({ targets, values, calldatas, layout, text }: Draft): Promise<bigint> {
  const description = appendOptionsLayout({ description: text, layout })
  return dao.governor.getProposalId(targets, values, calldatas, id(description))
}

/** Has a member prove, for the current epoch, that they make this proposal. */
async function prove(
  identity: Identity,
  proposed: Draft,
  {
    slot = 0,
    governor = dao.governor,
    now = false,
  }: {
    slot?: number
    governor?: Dao['governor']
    /** Makes the proof here instead of looking it up. */
    now?: boolean
  } = {},
): Promise<MemberProposal> {
  const place = {
    chainId,
    governor: await governor.getAddress(),
    epoch: await governor.proposalEpoch(),
    slot,
  }
  const scope = memberProposalScope(place)
  expect(scope).toBe(await governor.memberProposalScope(place.epoch, slot))
  const group = createGroup({ members: people.map(({ commitment }) => commitment) })
  const proposalId = await computeId(proposed)
  if (now) {
    const proofDepth = PROOF_DEPTH
    return generateMemberProposalProof({
      ...place,
      identity,
      group,
      proofDepth,
      proposalId,
      artifacts,
    })
  }
  const path = group.generateMerkleProof(group.indexOf(identity.commitment))
  const proof = await proveMembership({ identity, path, message: proposalId, scope })
  const points = proof.points.map(BigInt) as MemberProposal['points']
  return { slot, nullifier: BigInt(proof.nullifier), points }
}

async function propose(
  { targets, values, calldatas, layout, text }: Draft,
  member: MemberProposal,
  { governor }: Dao = dao,
): Promise<void> {
  const response = await governor.proposeAsMember(
    targets,
    values,
    calldatas,
    toContractLayout(layout),
    text,
    member,
  )
  await response.wait()
}

/** The proposal as the library publishes it. */
async function describeProposed() {
  const { targets, values, calldatas, text: description } = draft
  const { optionCount, voiceCredits, maxWinners } = LAYOUT
  const callOptions = [...LAYOUT.callOptions]
  return {
    calls: { targets, values, calldatas, callOptions, optionCount },
    voiceCredits,
    maxWinners,
    description,
    signer: chain.signer,
    chainId,
    governor: await dao.governor.getAddress(),
  }
}

/** Which of their slots of the epoch a member has spent, found out without asking for their own. */
async function listSpentSlots(identity: Identity): Promise<number[]> {
  const { provider } = chain
  const governor = await dao.governor.getAddress()
  const epoch = Number(await dao.governor.proposalEpoch())
  const spent = await readMemberNullifiers({ provider, governor, epoch })
  return Array.from({ length: MEMBER_PROPOSAL_LIMIT }, (_, slot) => slot).filter((slot) => {
    const scope = memberProposalScope({ chainId, governor, epoch, slot })
    return spent.has(ballotNullifier({ identity, scope }))
  })
}

const MEMBER_PROOF_INVALID = 'MEMBER_PROOF_INVALID'

async function expectRefused(attempt: Promise<void>, code: string): Promise<void> {
  expect(await readRevert(attempt)).toMatchObject({ code })
}

describe('proposeAsMember with a real proof', () => {
  test('creates a proposal of nobody for a member, once', async () => {
    const { governor } = dao
    const proposed = await describeProposed()
    const member = await prove(alice, draft, { now: true })
    const proposalId = await computeId(draft)
    expect(hashProposedOptions(proposed)).toBe(proposalId)
    await expect(publishProposal(proposed)).rejects.toMatchObject({ code: 'MEMBERS_ONLY' })
    await expect(publishProposal({ ...proposed, chainId: 1 })).rejects.toMatchObject({
      code: 'CHAIN_MISMATCH',
    })
    const sent: string[] = []
    const onSent = (transaction: string) => sent.push(transaction)
    const published = await publishProposal({ ...proposed, member, onSent })
    expect(published).toEqual({ proposalId, transaction: sent[0] })
    // The same proposal again is no second one.
    const again = await publishProposal({ ...proposed, member, onSent })
    expect(again).toEqual({ proposalId, transaction: null })
    expect(sent).toHaveLength(1)

    const proposer = await governor.proposalProposer(proposalId)
    expect(proposer).toBe(getAddress(await governor.getAddress()))
    const [created] = await governor.queryFilter(governor.filters.MemberProposalCreated())
    if (!(created instanceof EventLog)) throw new Error('No proposal was created.')
    expect([...created.args]).toEqual([proposalId, member.nullifier])
    expect(await listSpentSlots(alice)).toEqual([0])

    await expectRefused(propose(draft, member), 'PROPOSAL_SLOT_SPENT')
    const other = { ...draft, text: 'Another' }
    await expectRefused(propose(other, await prove(alice, other)), 'PROPOSAL_SLOT_SPENT')
    await propose(other, await prove(alice, other, { slot: 1 }))
    const third = { ...draft, text: 'A third' }
    await propose(third, await prove(bob, third))
  })

  test('refuses a proof in another slot, for another proposal, or of another number', async () => {
    await beginEpoch()
    const proposed = { ...draft, text: 'A fourth' }
    const member = await prove(alice, proposed)
    await expectRefused(propose(proposed, { ...member, slot: 1 }), MEMBER_PROOF_INVALID)
    const altered: Partial<Draft>[] = [
      { targets: [await dao.governor.getAddress()] },
      { values: [1n] },
      { calldatas: ['0x00'] },
      { text: 'A fifth' },
      { layout: { ...LAYOUT, callOptions: [0] } },
      { layout: { ...LAYOUT, voiceCredits: 99 } },
    ]
    for (const change of altered) {
      await expectRefused(propose({ ...proposed, ...change }, member), MEMBER_PROOF_INVALID)
    }

    const [ax, ay, ...points] = member.points
    await expectRefused(
      propose(proposed, { ...member, points: [ay, ax, ...points] }),
      MEMBER_PROOF_INVALID,
    )
    const twin = member.nullifier + SNARK_SCALAR_FIELD
    const outOfField = { ...member, nullifier: twin }
    await expectRefused(propose(proposed, outOfField), 'FIELD_ELEMENT_OUT_OF_RANGE')
    const stranger = member.nullifier + 1n
    await expectRefused(propose(proposed, { ...member, nullifier: stranger }), MEMBER_PROOF_INVALID)
    await propose(proposed, member)
  })

  test('refuses a proof for another epoch or another governor of the same people', async () => {
    await beginEpoch()
    const proposed = { ...draft, text: 'A sixth' }
    const early = await prove(alice, proposed)
    await beginEpoch()
    await expectRefused(propose(proposed, early), MEMBER_PROOF_INVALID)

    const other = await deployDaoOfMembers()
    expect(await other.group.root()).toBe(await dao.group.root())
    const member = await prove(alice, proposed)
    await expectRefused(propose(proposed, member, other), MEMBER_PROOF_INVALID)
    await propose(proposed, member)
    const own = await prove(alice, proposed, { governor: other.governor })
    await propose(proposed, own, other)
  })
})

test('the server says which members may propose, and how often', async () => {
  const { governor, group } = dao
  const [address, members] = [await governor.getAddress(), await group.getAddress()]
  const memberProposals = await readMemberProposals({
    chain: { governor: () => governor, group: () => group },
    space: { governor: address, group: members },
  })
  const { root } = createGroup({ members: people.map(({ commitment }) => commitment) })
  expect(memberProposals).toEqual({
    limit: MEMBER_PROPOSAL_LIMIT,
    epoch: Number(await governor.proposalEpoch()),
    epochDuration: 7 * 24 * 60 * 60,
    group: { root, size: people.length, proofDepth: PROOF_DEPTH },
  })
})
