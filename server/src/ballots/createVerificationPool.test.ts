import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readProvenBallots } from '../testing/createProvenEntry.ts'
import { createVerificationPool } from './createVerificationPool.ts'

const logger = pino({ level: 'silent' })
const dying = new URL('../testing/dyingVerifier.ts', import.meta.url)

function open(options: { program?: URL; timeout?: number; size?: number } = {}) {
  const pool = createVerificationPool({ logger, size: 1, ...options })
  onTestFinished(pool.close)
  return (...nullifiers: number[]) =>
    pool.verify({
      kind: 'open',
      proofs: nullifiers.map((each) => ({ nullifier: BigInt(each), message: 1n, points: [] })),
      root: 1n,
      scope: 1n,
      proofDepth: 20,
    })
}

describe('createVerificationPool', () => {
  test('verifies real proofs in a process of its own', async () => {
    const { ballots, rules } = readProvenBallots()
    const pool = createVerificationPool({ logger, size: 1 })
    onTestFinished(pool.close)
    const proofs = ballots.slice(0, 3).map(({ proof }) => proof)
    const { root, proofDepth } = rules.electorate
    const asked = { kind: 'open' as const, root, proofDepth, scope: rules.scope }
    const spoiled = proofs.map((proof, index) => ({
      ...proof,
      nullifier: index === 1 ? proof.nullifier + 1n : proof.nullifier,
    }))
    expect(await pool.verify({ ...asked, proofs: spoiled })).toEqual([true, false, true])
  })

  test('outlives a process that dies, and finds out which proof it dies of', async () => {
    const verify = open({ program: dying })
    expect(await verify(1, 2, 13, 4, 5)).toEqual([true, true, null, true, true])
    expect(await verify(1, 2)).toEqual([true, true])
  })

  test('ends a process that hangs', async () => {
    const verify = open({ program: dying, timeout: 400 })
    expect(await verify(14)).toEqual([null])
    expect(await verify(1)).toEqual([true])
  })

  test('lets more ask than it has processes', async () => {
    const verify = open({ program: dying, size: 2 })
    const asked = Array.from({ length: 6 }, (_, index) => verify(index))
    expect(await Promise.all(asked)).toEqual(new Array(6).fill([true]))
  })

  test('knows nothing more once it is closed', async () => {
    const pool = createVerificationPool({ logger, size: 1, program: dying })
    await pool.close()
    const proofs = [{ nullifier: 1n, message: 1n, points: [] }]
    const asked = { kind: 'open' as const, proofs, root: 1n, scope: 1n, proofDepth: 20 }
    expect(await pool.verify(asked)).toEqual([null])
  })
})
