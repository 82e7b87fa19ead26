import {
  ballotMessage,
  createGroup,
  createIdentity,
  encodeBallot,
  generateBallotProof,
  type Identity,
  proposalScope,
  type Scope,
  SNARK_SCALAR_FIELD,
  toContractBallot,
  type WireBallot,
  wireBallot,
} from '@psephos/lib'
import { Group, generateProof, type SemaphoreProof, verifyProof } from '@semaphore-protocol/core'
import { poseidon2 } from 'poseidon-lite/poseidon2'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { artifacts, PROOF_DEPTH } from './support/circuit.ts'
import { type Dao, deployDao } from './support/deployDao.ts'
import { type Chain, openChain } from './support/openChain.ts'
import { proveMembership } from './support/proveMembership.ts'
import { readRevert } from './support/readRevert.ts'
import { stopProving } from './support/stopProving.ts'

const createPerson = (seed: number): Identity =>
  createIdentity({ privateKey: new Uint8Array(32).fill(seed) })
const [alice, bob, carol] = [createPerson(1), createPerson(2), createPerson(3)]
const [latecomer, outsider] = [createPerson(4), createPerson(5)]
const people = [alice, bob, carol]

let chain: Chain
let dao: Dao
let goBack: () => Promise<void>
beforeAll(async () => {
  chain = await openChain()
  dao = await deployDaoOf(people)
  goBack = await chain.keepState()
})
// Each test finds the same chain, whatever ran before: what is proved names what it deploys.
beforeEach(() => goBack())
afterAll(async () => {
  await stopProving()
  await chain.close()
})

async function deployDaoOf(members: readonly Identity[]): Promise<Dao> {
  const deployed = await deployDao(chain)
  for (const [index, { commitment }] of members.entries()) {
    await deployed.enrol(BigInt(index + 1), commitment)
  }
  return deployed
}

async function openProposal({ propose, open }: Dao = dao): Promise<bigint> {
  const proposalId = await propose()
  await open(proposalId)
  return proposalId
}

async function scopeOf(proposalId: bigint, { governor }: Dao = dao): Promise<Scope> {
  const { chainId } = await chain.provider.getNetwork()
  return proposalScope({ chainId, governor: await governor.getAddress(), proposalId })
}

/** What a ballot is made of. */
interface Vote {
  readonly identity: Identity
  readonly scope: Scope
  readonly votes?: number[]
  readonly revision?: number
  readonly members?: Identity[]
}

const groupOf = (members: readonly Identity[]) =>
  createGroup({ members: members.map(({ commitment }) => commitment) })

/** Makes a ballot with a real proof; of the three people who are enrolled, unless told otherwise. */
async function prove({
  identity,
  scope,
  votes = [3, -4],
  revision = 0,
  members = people,
}: Vote): Promise<WireBallot> {
  const group = groupOf(members)
  const proof = await proveMembership({
    identity,
    path: group.generateMerkleProof(group.indexOf(identity.commitment)),
    message: ballotMessage({ revision, words: encodeBallot({ votes }) }),
    scope,
  })
  return wireBallot.parse({ revision, votes, proof })
}

/** The same as a voter's device makes it, now. */
function proveNow({
  identity,
  scope,
  votes = [3, -4],
  revision = 0,
  members = people,
}: Vote): Promise<WireBallot> {
  return generateBallotProof({
    identity,
    group: groupOf(members),
    votes,
    voiceCredits: 65_535,
    revision,
    scope,
    proofDepth: PROOF_DEPTH,
    artifacts,
  })
}

async function cast(
  proposalId: bigint,
  ballot: WireBallot,
  { replaced, governor = dao.governor }: { replaced?: WireBallot; governor?: Dao['governor'] } = {},
): Promise<void> {
  const replacedWords = replaced === undefined ? [] : encodeBallot(replaced)
  const contractBallot = toContractBallot({ ballot, replacedWords })
  await (await governor.castBallot(proposalId, contractBallot)).wait()
}

/** Voters, and for each option the votes for and against. */
async function readTally(proposalId: bigint, { governor }: Dao = dao): Promise<unknown> {
  const { voters, options } = await governor.proposalTally(proposalId)
  return [voters, ...options.map(({ votesFor, votesAgainst }) => [votesFor, votesAgainst])]
}

describe('castBallot with a real proof', () => {
  test('counts a ballot once', async () => {
    const proposalId = await openProposal()
    const ballot = await proveNow({ identity: alice, scope: await scopeOf(proposalId) })
    await cast(proposalId, ballot)
    expect(await readTally(proposalId)).toEqual([1n, [3n, 0n], [0n, 4n]])
    expect(await readRevert(cast(proposalId, ballot))).toMatchObject({
      code: 'REVISION_NOT_HIGHER',
      details: { revision: 0, heldRevision: 0 },
    })
  })

  test('replaces a ballot by one of a higher revision', async () => {
    const proposalId = await openProposal()
    const scope = await scopeOf(proposalId)
    const first = await prove({ identity: alice, scope })
    const second = await prove({ identity: alice, scope, votes: [0, 5], revision: 1 })
    await cast(proposalId, first)
    expect(await readRevert(cast(proposalId, second))).toMatchObject({
      code: 'BALLOT_REPLACEMENT_MISMATCH',
    })
    await cast(proposalId, second, { replaced: first })
    expect(await readTally(proposalId)).toEqual([1n, [0n, 0n], [5n, 0n]])
    expect(await readRevert(cast(proposalId, first))).toMatchObject({
      code: 'REVISION_NOT_HIGHER',
      details: { revision: 0, heldRevision: 1 },
    })
  })

  test('refuses altered votes, an altered revision, nullifier and point', async () => {
    const proposalId = await openProposal()
    const ballot = await prove({ identity: alice, scope: await scopeOf(proposalId) })
    const [ax, ay, ...points] = ballot.proof.points
    const altered: WireBallot[] = [
      { ...ballot, votes: [3, 4] },
      { ...ballot, revision: 1 },
      { ...ballot, proof: { ...ballot.proof, nullifier: ballot.proof.nullifier + 1n } },
      { ...ballot, proof: { ...ballot.proof, points: [ay, ax, ...points] } },
    ]
    for (const each of altered) {
      expect(await readRevert(cast(proposalId, each))).toMatchObject({
        code: 'BALLOT_PROOF_INVALID',
      })
    }
    await cast(proposalId, ballot)
  })

  test('refuses the same nullifier written as another number', async () => {
    const proposalId = await openProposal()
    const ballot = await prove({ identity: alice, scope: await scopeOf(proposalId) })
    await cast(proposalId, ballot)
    const nullifier = ballot.proof.nullifier + SNARK_SCALAR_FIELD
    const twin = { ...ballot, proof: { ...ballot.proof, nullifier } }
    expect(await readRevert(cast(proposalId, twin))).toMatchObject({
      code: 'FIELD_ELEMENT_OUT_OF_RANGE',
      details: { name: 'nullifier' },
    })
  })

  test('refuses a ballot that was made for another proposal or another governor', async () => {
    const [proposalId, other] = [await openProposal(), await openProposal()]
    const otherDao = await deployDao(chain)
    for (const scope of [await scopeOf(other), await scopeOf(proposalId, otherDao)]) {
      const ballot = await prove({ identity: alice, scope })
      expect(await readRevert(cast(proposalId, ballot))).toMatchObject({
        code: 'BALLOT_PROOF_INVALID',
      })
    }
  })

  test('refuses who is no member, and who enrolled after the snapshot', async () => {
    const own = await deployDaoOf(people)
    const { governor } = own
    const proposalId = await openProposal(own)
    const scope = await scopeOf(proposalId, own)
    const members = [...people, latecomer]
    await own.enrol(4n, latecomer.commitment)
    const attempts = [
      { identity: outsider, scope, members: [outsider] },
      { identity: outsider, scope, members: [...people, outsider] },
      { identity: latecomer, scope, members },
    ]
    for (const attempt of attempts) {
      const ballot = await prove(attempt)
      expect(await readRevert(cast(proposalId, ballot, { governor }))).toMatchObject({
        code: 'BALLOT_PROOF_INVALID',
      })
    }

    const later = await openProposal(own)
    const ballot = await prove({ identity: latecomer, scope: await scopeOf(later, own), members })
    await cast(later, ballot, { governor })
    expect(await readTally(later, own)).toEqual([1n, [3n, 0n], [0n, 4n]])
  })

  test('refuses a ballot that costs more than the proposal gives', async () => {
    const proposalId = await openProposal()
    const scope = await scopeOf(proposalId)
    const ballot = await prove({ identity: alice, scope, votes: [10, 1] })
    expect(await readRevert(cast(proposalId, ballot))).toMatchObject({
      code: 'VOICE_CREDITS_EXCEEDED',
      details: { cost: 101, voiceCredits: 100 },
    })
  })
})

describe('castBallots with real proofs', () => {
  test('counts what single casts count, and passes over what is counted', async () => {
    const proposalId = await openProposal()
    const scope = await scopeOf(proposalId)
    const first = await prove({ identity: alice, scope })
    const ballots = [
      first,
      await prove({ identity: bob, scope, votes: [-1, 2] }),
      await prove({ identity: carol, scope, votes: [0, 0] }),
    ]
    const changed = await prove({ identity: alice, scope, votes: [1, 1], revision: 1 })
    await cast(proposalId, first)

    const batch = [
      ...ballots.map((ballot) => toContractBallot({ ballot, replacedWords: [] })),
      toContractBallot({ ballot: changed, replacedWords: encodeBallot(first) }),
    ]
    expect(await dao.governor.castBallots.staticCall(proposalId, batch)).toBe(3n)
    const response = await dao.governor.castBallots(proposalId, batch)
    const receipt = await response.wait()
    expect(await readTally(proposalId)).toEqual([3n, [1n, 1n], [3n, 0n]])
    const events = (receipt?.logs ?? []).map((log) => dao.governor.interface.parseLog(log)?.name)
    expect(events).toEqual(['BallotSkipped', 'BallotCast', 'BallotCast', 'BallotReplaced'])
  })

  test('reverts for a proof that does not verify', async () => {
    const proposalId = await openProposal()
    const ballot = await prove({ identity: alice, scope: await scopeOf(proposalId) })
    const batch = [
      toContractBallot({ ballot, replacedWords: [] }),
      toContractBallot({ ballot: { ...ballot, votes: [1, 1], revision: 1 }, replacedWords: [3n] }),
      toContractBallot({
        ballot: { ...ballot, proof: { ...ballot.proof, nullifier: 1n } },
        replacedWords: [],
      }),
    ]
    expect(await readRevert(dao.governor.castBallots(proposalId, batch))).toMatchObject({
      code: 'BALLOT_BATCH_PROOF_INVALID',
      // The second one is skipped: it does not replace what the first one counts.
      details: { ballots: 2 },
    })
    // The last one of them that is halved off stands alone.
    const alone = dao.governor.castBallots(proposalId, batch.slice(2))
    expect(await readRevert(alone)).toMatchObject({ code: 'BALLOT_PROOF_INVALID' })
    expect(await readTally(proposalId)).toEqual([0n, [0n, 0n], [0n, 0n]])
  })
})

/**
 * Proves membership of root 0 for somebody who is in no group: the circuit computes that root for a
 * path that claims to be longer than its depth. Semaphore reads the path's length before its nodes.
 */
function forgeMembership(scope: Scope, votes: readonly number[]): Promise<SemaphoreProof> {
  const lengths = [PROOF_DEPTH + 1, PROOF_DEPTH]
  const path = {
    root: 0n,
    leaf: outsider.commitment,
    index: 0,
    get siblings() {
      return new Array<bigint>(lengths.shift() ?? PROOF_DEPTH).fill(0n)
    },
  }
  const message = ballotMessage({ revision: 0, words: encodeBallot({ votes }) })
  return proveMembership({ identity: outsider, path, message, scope })
}

describe('a group that is empty at the snapshot', () => {
  test('has no member, though a proof of its root can be made by anybody', async () => {
    const empty = await deployDao(chain)
    const proposalId = await openProposal(empty)
    const { root } = await empty.governor.proposalElectorate(proposalId)
    expect(root).toBe(0n)

    const scope = await scopeOf(proposalId, empty)
    const proof = await forgeMembership(scope, [1, 0])
    expect(await verifyProof(proof)).toBe(true)
    const ballot = wireBallot.parse({ revision: 0, votes: [1, 0], proof })
    const { governor } = empty
    expect(await readRevert(cast(proposalId, ballot, { governor }))).toMatchObject({
      code: 'NOT_A_MEMBER',
    })
  })
})

describe('two identities below one commitment', () => {
  const [left, right] = [createPerson(6), createPerson(7)]
  /** What one person enrols. Leaves and inner nodes are hashed alike, so it may be either. */
  const both = poseidon2([left.commitment, right.commitment])
  const members = [alice.commitment, both, bob.commitment]
  const message = ballotMessage({ revision: 0, words: encodeBallot({ votes: [1, 0] }) })

  /** A path that goes on below the leaf to one of the two. */
  const below = (
    path: { root: bigint; index: number; siblings: readonly bigint[] },
    side: 0 | 1,
  ) => ({
    root: path.root,
    leaf: (side === 0 ? left : right).commitment,
    index: 2 * path.index + side,
    siblings: [(side === 0 ? right : left).commitment, ...path.siblings],
  })

  test("are two members of a group of Semaphore's", async () => {
    const group = new Group(members)
    const path = group.generateMerkleProof(1)
    const proofs = [
      await proveMembership({ identity: left, path: below(path, 0), message, scope: 7n }),
      await proveMembership({ identity: right, path: below(path, 1), message, scope: 7n }),
    ]
    for (const proof of proofs) {
      expect(BigInt(proof.merkleTreeRoot)).toBe(group.root)
      expect(await verifyProof(proof)).toBe(true)
    }
    expect(new Set(proofs.map(({ nullifier }) => nullifier)).size).toBe(2)
  })

  test('are nobody in a group of ours', async () => {
    const trap = await deployDao(chain)
    for (const [index, commitment] of members.entries()) {
      await trap.enrol(BigInt(index + 1), commitment)
    }
    const proposalId = await openProposal(trap)
    const scope = await scopeOf(proposalId, trap)
    const { root } = await trap.governor.proposalElectorate(proposalId)
    const group = createGroup({ members })
    expect(group.root).toBe(root)

    const path = below(group.generateMerkleProof(1), 0)
    expect(path.siblings).toHaveLength(PROOF_DEPTH + 1)
    await expect(
      generateProof(left, path, message, scope, PROOF_DEPTH, artifacts),
    ).rejects.toThrow()
    // A level less leads elsewhere, whatever root the proof claims.
    const shorter = { ...path, siblings: path.siblings.slice(0, PROOF_DEPTH) }
    const proof = await generateProof(left, shorter, message, scope, PROOF_DEPTH, artifacts)
    expect(BigInt(proof.merkleTreeRoot)).toBe(root)
    expect(await verifyProof(proof)).toBe(false)
    const ballot = wireBallot.parse({ revision: 0, votes: [1, 0], proof })
    const { governor } = trap
    expect(await readRevert(cast(proposalId, ballot, { governor }))).toMatchObject({
      code: 'BALLOT_PROOF_INVALID',
    })
  })
})
