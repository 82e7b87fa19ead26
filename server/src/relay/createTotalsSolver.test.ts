import { generateDecryptionPoints, toCurvePoint } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { createTotalsSolver, type TotalsJob } from './createTotalsSolver.ts'

/** EIP-2494's base point. */
const base = toCurvePoint({
  x: 5299619240641551281634865583518297030282874472190772894086521144482721001553n,
  y: 16950150798460657717958625567821834550301663161624707787222815936182638968203n,
})
const none = { x: 0n, y: 1n }
const [five = none] = generateDecryptionPoints({ r: base, secretShares: [5n, 0n], optionCount: 1 })

/** One ballot with five votes, which nothing hides. */
const job: TotalsJob = {
  space: 'one',
  sums: { r: none, c: [five] },
  shares: [{ position: 1, points: [none] }],
  threshold: 1,
  optionCount: 1,
  ballots: 1,
  voiceCredits: 25,
}

describe('createTotalsSolver', () => {
  test('finds totals in a process of its own, and says where there are none', async () => {
    const solver = createTotalsSolver()
    const [found, tooMany] = [solver.solve(job), solver.solve({ ...job, voiceCredits: 16 })]
    const refusal = expect(tooMany).rejects.toMatchObject({ code: 'TOTALS_NOT_FOUND' })
    expect(await found).toEqual([{ votesFor: 5, votesAgainst: 0 }])
    await refusal
    await solver.close()
  })

  test('keeps nobody waiting for a space that asks for what cannot be found', async () => {
    const program = new URL('../testing/hopelessSolver.ts', import.meta.url)
    const solver = createTotalsSolver({ program })
    const order: string[] = []
    const spaces = ['hopeless', 'hopeless', 'hopeless', 'other']
    const answers = spaces.map((space) =>
      solver.solve({ ...job, space }).finally(() => order.push(space)),
    )
    const states = (await Promise.allSettled(answers)).map(({ status }) => status)
    expect(states).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled'])
    expect(order.indexOf('other')).toBeLessThan(3)
    await solver.close()
  })

  test('gives up what takes too long', async () => {
    const slow = createTotalsSolver({ timeout: 1 })
    await expect(slow.solve(job)).rejects.toMatchObject({ code: 'PROCESS_ENDED' })
  })

  test('begins nothing once it is closed', async () => {
    const solver = createTotalsSolver()
    await solver.close()
    await expect(solver.solve(job)).rejects.toMatchObject({ code: 'CLOSED' })
  })
})
