import { describe, expect, test } from 'vitest'
import { getBatchGas } from './getBatchGas.ts'
import { getBatchSize, MAX_BATCH_SIZE } from './getBatchSize.ts'

const TRANSACTION_CAP = 2 ** 24

describe('getBatchSize', () => {
  test.each([
    [1, 128],
    [24, 128],
    [25, 127],
    [128, 55],
  ])('with %i options it is %i', (optionCount, size) => {
    expect(getBatchSize({ optionCount })).toBe(size)
  })

  test.each([
    [1, 119],
    [2, 118],
    [4, 102],
    [8, 70],
    [16, 43],
  ])('with %i options of secret ballots it is %i', (optionCount, size) => {
    expect(getBatchSize({ optionCount, isSecret: true })).toBe(size)
  })

  test('never takes more gas than a transaction may have, nor more ballots than it may carry', () => {
    for (const isSecret of [false, true]) {
      for (let optionCount = 1; optionCount <= (isSecret ? 16 : 128); optionCount++) {
        const ballots = getBatchSize({ optionCount, isSecret })
        expect(ballots).toBeLessThanOrEqual(MAX_BATCH_SIZE)
        expect(getBatchGas({ ballots, optionCount, isSecret })).toBeLessThan(0.9 * TRANSACTION_CAP)
      }
    }
  })
})
