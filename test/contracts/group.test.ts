import { type PersonhoodGroup, SNARK_SCALAR_FIELD } from '@psephos/lib'
import { Group } from '@semaphore-protocol/core'
import { id } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCredential, type Dao, deployDao } from './support/deployDao.ts'
import { type Chain, openChain } from './support/openChain.ts'
import { readRevert } from './support/readRevert.ts'

let chain: Chain
beforeAll(async () => {
  chain = await openChain()
})
afterAll(() => chain.close())

/** A field element that looks random and is the same on every run. */
const draw = (seed: string): bigint => BigInt(id(seed)) % SNARK_SCALAR_FIELD

/** Enrols each commitment for a person of its own and returns the root after each. */
async function enrolAll({ group, enrol }: Dao, commitments: readonly bigint[]): Promise<bigint[]> {
  const roots: bigint[] = []
  for (const [index, commitment] of commitments.entries()) {
    await enrol(BigInt(index + 1), commitment)
    roots.push(await group.root())
  }
  return roots
}

async function readShape(group: PersonhoodGroup): Promise<{ depth: number; size: number }> {
  return { depth: Number(await group.depth()), size: Number(await group.size()) }
}

describe('PersonhoodGroup', () => {
  test("has the root of Semaphore's Group at each size from 1 to 64", async () => {
    const dao = await deployDao(chain)
    const commitments = Array.from({ length: 64 }, (_, index) => BigInt(index + 1))
    const roots = await enrolAll(dao, commitments)
    const group = new Group()
    const expected = commitments.map((commitment) => {
      group.addMember(commitment)
      return group.root
    })
    expect(roots).toEqual(expected)
    expect(await readShape(dao.group)).toEqual({ depth: group.depth, size: 64 })
  })

  test.each([1, 2, 3])("has the root of Semaphore's Group for random sequence %i", async (seed) => {
    const size = 5 + Number(draw(`size ${seed}`) % 25n)
    const commitments = Array.from({ length: size }, (_, index) => draw(`${seed}: ${index}`))
    const dao = await deployDao(chain)
    const roots = await enrolAll(dao, commitments)
    const group = new Group(commitments)
    expect(roots.at(-1)).toBe(group.root)
    expect(await readShape(dao.group)).toEqual({ depth: group.depth, size })
    const last = commitments.at(-1) ?? 0n
    expect(await dao.group.indexOf(last)).toBe(BigInt(group.indexOf(last)))
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
