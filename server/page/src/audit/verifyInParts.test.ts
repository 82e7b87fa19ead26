import type { VerifyProofs } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { verifyInParts } from './verifyInParts.ts'

const proofs = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    nullifier: BigInt(index),
    message: 0n,
    points: [],
  }))
const statement = { root: 1n, scope: 2n, proofDepth: 20 }

/** Holds what is even, and notes how many it was asked about. */
function createVerifier(sizes: number[]): VerifyProofs {
  return async ({ proofs: part, onProgress }) => {
    sizes.push(part.length)
    onProgress?.({ done: part.length, total: part.length })
    return part.map(({ nullifier }) => nullifier % 2n === 0n)
  }
}

function verify(count: number, threads: number) {
  const [here, elsewhere]: [number[], number[]] = [[], []]
  const done: number[] = []
  const verdicts = verifyInParts({
    threads,
    verifyHere: createVerifier(here),
    verifyElsewhere: createVerifier(elsewhere),
  })({
    ...statement,
    proofs: proofs(count),
    onProgress: ({ done: sum, total }) => {
      expect(total).toBe(count)
      done.push(sum)
    },
  })
  return { verdicts, here, elsewhere, done }
}

describe('verifyInParts', () => {
  test('gives every thread a part, and puts the verdicts back in order', async () => {
    const { verdicts, here, elsewhere, done } = verify(1_601, 4)
    expect(await verdicts).toEqual(proofs(1_601).map((_, index) => index % 2 === 0))
    expect(here).toEqual([401])
    expect(elsewhere).toEqual([401, 401, 398])
    expect(done.at(-1)).toBe(1_601)
  })

  test.each([0, 1, 799])('stays on one thread where another would not pay: %i', async (count) => {
    const { verdicts, here, elsewhere } = verify(count, 4)
    expect(await verdicts).toHaveLength(count)
    expect([here, elsewhere]).toEqual([[count], []])
  })

  test('stays on one thread where there is no other', async () => {
    const { verdicts, here, elsewhere } = verify(5_000, 1)
    expect(await verdicts).toHaveLength(5_000)
    expect([here, elsewhere]).toEqual([[5_000], []])
  })

  test('verifies here what another thread cannot, unless it is stopped', async () => {
    const here: number[] = []
    const controller = new AbortController()
    const verifier = verifyInParts({
      threads: 2,
      verifyHere: createVerifier(here),
      verifyElsewhere: async () => {
        throw new Error('no worker')
      },
    })
    const job = { ...statement, proofs: proofs(801), signal: controller.signal }
    expect(await verifier(job)).toEqual(proofs(801).map((_, index) => index % 2 === 0))
    expect(here).toEqual([401, 400])
    controller.abort()
    await expect(verifier(job)).rejects.toMatchObject({ name: 'AbortError' })
  })
})
