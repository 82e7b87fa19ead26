import { describe, expect, test } from 'vitest'
import { DecryptionSharesMissingError } from '../errors/secretErrors.ts'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { toCurvePoint } from './CurvePoint.ts'
import { combineShares } from './combineShares.ts'

const identity = toCurvePoint({ x: 0n, y: 1n })
const sums = { r: identity, c: [identity, identity] }
const points = [identity, identity]

describe('combineShares', () => {
  test.each([
    [
      RequestMalformedError,
      'of one position',
      { shares: [1, 1].map((position) => ({ position, points })) },
    ],
    [
      RequestMalformedError,
      'of no position',
      { shares: [0, 1].map((position) => ({ position, points })) },
    ],
    [
      RequestMalformedError,
      'with too few points',
      { shares: [1, 2].map((position) => ({ position, points: [identity] })) },
    ],
    [RequestMalformedError, 'for more options than there are', { optionCount: 3 }],
    [DecryptionSharesMissingError, 'of too few trustees', { threshold: 3 }],
  ])('throws %s for shares %s', (error, _, change) => {
    const shares = [1, 2].map((position) => ({ position, points }))
    expect(() => combineShares({ sums, optionCount: 2, threshold: 2, shares, ...change })).toThrow(
      error,
    )
  })
})
