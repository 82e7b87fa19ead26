import { beforeAll, describe, expect, test } from 'vitest'
import type { Measurement } from './Bench.ts'
import { benchGas, TRANSACTION_GAS_LIMIT } from './benchGas.ts'
import { readGasTable } from './gasTable.ts'

const STALE_BEYOND = 0.02

const measured = new Map<string, Measurement>()
beforeAll(async () => {
  for await (const measurement of benchGas()) measured.set(measurement.case, measurement)
})

const gasOf = (name: string): number => measured.get(name)?.value ?? Number.NaN

describe('the table of gas in contracts/README.md', () => {
  test('is what the bench measures; `npm run bench -- gas --write` writes it', async () => {
    const table = await readGasTable()
    expect([...table.keys()]).toEqual([...measured.keys()])
    const stale = [...table].filter(
      ([name, gas]) => !(Math.abs(gasOf(name) / gas - 1) <= STALE_BEYOND),
    )
    expect(stale.map(([name, gas]) => `${name}: ${gas} there, ${gasOf(name)} measured`)).toEqual([])
  })
})

describe('a batch of ballots', () => {
  test('costs no more than promised for each ballot', () => {
    expect(gasOf('castBallots n=64 options=4')).toBeLessThanOrEqual(85_000)
    expect(gasOf('castBallots n=128 options=4')).toBeLessThanOrEqual(83_000)
  })

  test('of 128 fits in a transaction', () => {
    expect(128 * gasOf('castBallots n=128 options=4')).toBeLessThanOrEqual(TRANSACTION_GAS_LIMIT)
  })

  test.each([64, 128])("of %i costs at most a 3.4th of Semaphore's own validations", (size) => {
    const { value, versus } = measured.get(`castBallots n=${size} options=4`) ?? {}
    expect((versus?.value ?? 0) / (value ?? 0)).toBeGreaterThanOrEqual(3.4)
  })
})
