import { createGroup, type Group, type PersonhoodGroup, SNARK_SCALAR_FIELD } from '@psephos/lib'
import { id, type Log, ZeroAddress } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCredential, deployDao } from './support/deployDao.ts'
import { type Chain, openChain } from './support/openChain.ts'
import { readRevert } from './support/readRevert.ts'

/** The largest group that is compared root by root. */
const MOST_MEMBERS = 300
const GAS = 12_000_000

/** A change of a group, as one of its events tells it. */
interface Change {
  readonly commitment: bigint
  readonly index: number
  readonly root: bigint
}

/** A number that looks random and is the same on every run. */
const draw = (seed: string): bigint => BigInt(id(seed)) % SNARK_SCALAR_FIELD
const drawBelow = (seed: string, limit: number): number => Number(draw(seed) % BigInt(limit))

let chain: Chain
beforeAll(async () => {
  chain = await openChain()
})
afterAll(() => chain.close())

/** A group on the chain beside the library's, and calls that will change both alike. */
async function createTwins() {
  const { group } = await deployDao(chain)
  const address = await group.getAddress()
  const twin = createGroup({ members: [] })
  const people: bigint[] = []
  const calls: string[] = []
  /** The twin's root after each call. */
  const roots: bigint[] = []
  const note = (call: string): void => {
    calls.push(call)
    roots.push(twin.root)
  }
  const credential = (person: bigint, commitment: bigint): string =>
    createCredential({ group: address, person, commitment })
  const join = (commitment: bigint): { commitment: bigint; credential: string } => {
    const person = BigInt(people.push(commitment))
    return { commitment, credential: credential(person, commitment) }
  }
  return {
    group,
    twin,
    calls,
    roots,
    enrol: (commitment: bigint): void => {
      const { credential } = join(commitment)
      twin.addMember(commitment)
      note(group.interface.encodeFunctionData('enrol', [commitment, credential]))
    },
    enrolMany: (commitments: bigint[]): void => {
      const nobody = { holder: ZeroAddress, evidence: '0x', signature: '0x' }
      const enrolments = commitments.map((commitment) => ({ ...join(commitment), ...nobody }))
      twin.addMembers(commitments)
      note(group.interface.encodeFunctionData('enrolMany', [enrolments]))
    },
    rotate: (index: number, commitment: bigint): void => {
      const { siblings } = twin.generateMerkleProof(index)
      const fresh = credential(BigInt(index + 1), commitment)
      twin.updateMember(index, commitment)
      note(group.interface.encodeFunctionData('rotate', [commitment, siblings, fresh]))
    },
  }
}

/**
 * Sends the calls one after the other, each into a block of its own, and returns what each changed.
 */
async function sendAll(group: PersonhoodGroup, calls: readonly string[]): Promise<Change[][]> {
  const { signer, provider } = chain
  const to = await group.getAddress()
  const changes: Change[][] = []
  for (const data of calls) {
    const hash = await signer.sendUncheckedTransaction({ to, data, gasLimit: GAS })
    const receipt = await provider.getTransactionReceipt(hash)
    if (receipt?.status !== 1) throw new Error('A call that must succeed reverts.')
    changes.push(receipt.logs.map((log) => readChange(group, log)))
  }
  return changes
}

function readChange(group: PersonhoodGroup, log: Log): Change {
  const told = group.interface.parseLog(log)
  if (told === null) throw new Error('The group emits an event that it does not declare.')
  const { commitment, index, root } = told.args
  return { commitment, index: Number(index), root }
}

/** Returns the library's group of the leaves that the events put where they say. */
function rebuild(changes: readonly Change[]): Group {
  const leaves: bigint[] = []
  for (const { index, commitment } of changes) leaves[index] = commitment
  return createGroup({ members: leaves })
}

const lastRoots = (changes: readonly Change[][]): (bigint | undefined)[] =>
  changes.map((ofOneCall) => ofOneCall.at(-1)?.root)

async function readShape(group: PersonhoodGroup) {
  return {
    root: await group.root(),
    depth: Number(await group.depth()),
    size: Number(await group.size()),
  }
}

describe('PersonhoodGroup', () => {
  test(`has the root of the library's group at each size from 1 to ${MOST_MEMBERS}`, async () => {
    const { group, twin, calls, roots, enrol } = await createTwins()
    for (let size = 1; size <= MOST_MEMBERS; size++) enrol(BigInt(size))
    expect(lastRoots(await sendAll(group, calls))).toEqual(roots)
    expect(roots).toHaveLength(MOST_MEMBERS)
    expect(await readShape(group)).toEqual({
      root: twin.root,
      depth: twin.depth,
      size: MOST_MEMBERS,
    })
  })

  test("has the root of the library's group after each of many batches", async () => {
    const { group, twin, calls, roots, enrolMany } = await createTwins()
    while (twin.size < MOST_MEMBERS) {
      const most = Math.min(MOST_MEMBERS - twin.size, 1 + drawBelow(`batch at ${twin.size}`, 24))
      enrolMany(Array.from({ length: most }, (_, index) => draw(`${twin.size}: ${index}`)))
    }
    const changes = await sendAll(group, calls)
    expect(lastRoots(changes)).toEqual(roots)
    expect(rebuild(changes.flat()).members).toEqual(twin.members)
    expect(await readShape(group)).toEqual({
      root: twin.root,
      depth: twin.depth,
      size: MOST_MEMBERS,
    })
  })

  test.each([1, 2, 3])("follows the library's group through random changes %i", async (seed) => {
    const { group, twin, calls, roots, enrol, enrolMany, rotate } = await createTwins()
    for (let step = 0; step < 60; step++) {
      const kind = twin.size === 0 ? 0 : drawBelow(`${seed} kind ${step}`, 4)
      const commitment = draw(`${seed} commitment ${step}`)
      if (kind === 0) enrol(commitment)
      else if (kind > 1) rotate(drawBelow(`${seed} who ${step}`, twin.size), commitment)
      else {
        const length = 1 + drawBelow(`${seed} many ${step}`, 9)
        enrolMany(Array.from({ length }, (_, index) => draw(`${seed}: ${step}, ${index}`)))
      }
    }
    const changes = await sendAll(group, calls)
    expect(lastRoots(changes)).toEqual(roots)
    expect(rebuild(changes.flat()).root).toBe(twin.root)
    expect(await readShape(group)).toEqual({
      root: twin.root,
      depth: twin.depth,
      size: twin.size,
    })
    for (const member of twin.members) {
      expect(await group.indexOf(member)).toBe(BigInt(twin.indexOf(member)))
    }
  })

  test('refuses enrolments with the errors of the library', async () => {
    const { group, enrol } = await deployDao(chain)
    const address = await group.getAddress()
    await enrol(1n, 5n)
    await enrol(1n, 5n)
    expect(await group.size()).toBe(1n)
    expect(await readRevert(enrol(1n, 6n))).toMatchObject({ code: 'PERSON_ALREADY_ENROLLED' })
    expect(await readRevert(enrol(2n, 5n))).toMatchObject({
      code: 'COMMITMENT_ALREADY_ENROLLED',
      details: { commitment: '5' },
    })
    for (const outside of [0n, SNARK_SCALAR_FIELD]) {
      expect(await readRevert(enrol(2n, outside))).toMatchObject({
        code: 'FIELD_ELEMENT_OUT_OF_RANGE',
        details: { name: 'commitment' },
      })
    }
    expect(await readRevert(enrol(SNARK_SCALAR_FIELD, 6n))).toMatchObject({
      code: 'FIELD_ELEMENT_OUT_OF_RANGE',
      details: { name: 'nullifier' },
    })
    const credential = createCredential({ group: address, person: 2n, commitment: 6n })
    expect(await readRevert(group.enrol(7n, credential))).toMatchObject({
      code: 'WORLD_ID_PROOF_INVALID',
    })
  })
})
