import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TotalsNotFoundError } from '../../errors/secretErrors.ts'
import { RequestMalformedError } from '../../errors/serverErrors.ts'
import { babyJubjubVectors } from '../../testing/vectors.ts'
import { ExtendedPoint } from '../babyJubjub.ts'
import { fromExtended, toCurvePoint } from '../CurvePoint.ts'
import { boundTotals } from './boundTotals.ts'
import { createMarkTable } from './createMarkTable.ts'
import { createStepper } from './createStepper.ts'
import type { OptionTotals } from './searchBox.ts'
import { solveTotals } from './solveTotals.ts'

/** The points that totals are decrypted to. */
const toPoints = (totals: readonly OptionTotals[]) =>
  fromExtended(
    totals.map(({ votesFor, votesAgainst }) =>
      ExtendedPoint.BASE.multiplyUnsafe(BigInt(votesFor) + (BigInt(votesAgainst) << 32n)),
    ),
  )

describe('solveTotals', () => {
  test('finds any totals within any bounds, however little it remembers', async () => {
    const anyCase = fc
      .tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }))
      .chain(([votesFor, votesAgainst]) =>
        fc.record({
          bounds: fc.constant({ votesFor, votesAgainst, together: votesFor + votesAgainst }),
          totals: fc.array(
            fc.record({
              votesFor: fc.integer({ min: 0, max: votesFor }),
              votesAgainst: fc.integer({ min: 0, max: votesAgainst }),
            }),
            { minLength: 1, maxLength: 3 },
          ),
          tableSize: fc.constantFrom(1, 7, 2 ** 20),
        }),
      )
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ bounds, totals, tableSize }) => {
        const points = toPoints(totals)
        expect(await solveTotals({ points, bounds, tableSize })).toEqual(totals)
      }),
      { numRuns: 8 },
    )
  })

  test('finds totals at the corners of a large box, and tells how far it is', async () => {
    const bounds = boundTotals({ ballots: 500, voiceCredits: 100 })
    const totals = [
      { votesFor: 0, votesAgainst: 0 },
      { votesFor: 5_000, votesAgainst: 0 },
      { votesFor: 0, votesAgainst: 5_000 },
      { votesFor: 2_499, votesAgainst: 2_501 },
    ]
    const told: number[] = []
    const onProgress = (done: number) => told.push(done)
    expect(await solveTotals({ points: toPoints(totals), bounds, onProgress })).toEqual(totals)
    expect(told).toEqual([...told].sort((one, two) => one - two))
    expect(told.at(-1)).toBe(1)
    expect(told.length).toBeGreaterThan(1)
  })

  test('finds none beyond the bounds, and says of which option', async () => {
    const bounds = boundTotals({ ballots: 1, voiceCredits: 100 })
    const totals = [
      { votesFor: 10, votesAgainst: 0 },
      { votesFor: 6, votesAgainst: 5 },
    ]
    const points = toPoints(totals)
    const error = new TotalsNotFoundError({ option: 1 })
    await expect(solveTotals({ points, bounds })).rejects.toThrow(error)
    const other = toCurvePoint(babyJubjubVectors.points[0]?.point ?? { x: 0n, y: 1n })
    await expect(solveTotals({ points: [other], bounds })).rejects.toThrow(TotalsNotFoundError)
  })

  test('stops when it is asked to', async () => {
    const controller = new AbortController()
    const solving = solveTotals({
      points: toPoints([{ votesFor: 2 ** 19, votesAgainst: 2 ** 19 }]),
      bounds: { votesFor: 2 ** 20, votesAgainst: 2 ** 20, together: 2 ** 21 },
      onProgress: () => controller.abort(new Error('enough')),
      signal: controller.signal,
    })
    await expect(solving).rejects.toThrow('enough')
  })

  test.each([
    [{ tableSize: 0 }],
    [{ tableSize: 2 ** 22 + 1 }],
    [{ bounds: { votesFor: 2 ** 32, votesAgainst: 0, together: 1 } }],
    [{ bounds: { votesFor: 0, votesAgainst: -1, together: 1 } }],
    [{ bounds: { votesFor: 0, votesAgainst: 0, together: 0.5 } }],
  ])('refuses %j', async (change) => {
    const bounds = { votesFor: 1, votesAgainst: 1, together: 2 }
    await expect(solveTotals({ points: [], bounds, ...change })).rejects.toThrow(
      RequestMalformedError,
    )
  })
})

describe('boundTotals', () => {
  test('is what ballots have when all spend everything on one option', () => {
    expect(boundTotals({ ballots: 10_000, voiceCredits: 100 })).toEqual({
      ...{ votesFor: 100_000, votesAgainst: 100_000, together: 100_000 },
    })
    expect(boundTotals({ ballots: 2 ** 24, voiceCredits: 65_535 }).votesFor).toBeLessThan(2 ** 32)
    expect(boundTotals({ ballots: 0, voiceCredits: 99 }).together).toBe(0)
  })

  test.each([
    { ballots: -1, voiceCredits: 1 },
    { ballots: 2 ** 24 + 1, voiceCredits: 1 },
    { ballots: 1, voiceCredits: 0 },
    { ballots: 1, voiceCredits: 65_536 },
  ])('refuses %j', (parameters) => {
    expect(() => boundTotals(parameters)).toThrow(RequestMalformedError)
  })
})

describe('a stepper', () => {
  test('marks what adding gives, to either side', () => {
    const [step, centre] = [
      ExtendedPoint.BASE.multiplyUnsafe(77n),
      ExtendedPoint.BASE.multiplyUnsafe(3n),
    ]
    const stepper = createStepper({ step, reach: 3 })
    stepper.walk(centre.toAffine())
    const expected = [-3n, -2n, -1n, 0n, 1n, 2n, 3n].map((j) => {
      const sum = 3n + 77n * j
      const point = ExtendedPoint.BASE.multiplyUnsafe(sum < 0n ? -sum : sum)
      return BigInt.asUintN(64, point.toAffine().y)
    })
    expect([...stepper.marks]).toEqual(expected)
  })
})

describe('a table of marks', () => {
  test('finds every place of a mark, and of marks that share a slot only their own', () => {
    const table = createMarkTable(4)
    const [one, two, three] = [1n + (1n << 40n), 1n + (2n << 40n), 9n + (3n << 40n)]
    const marks = [one, two, three, one]
    for (const [place, mark] of marks.entries()) table.add(mark, place)
    const find = (mark: bigint) => {
      const places: number[] = []
      table.find(mark, (place) => places.push(place))
      return places
    }
    expect([one, two, three, 1n].map(find)).toEqual([[0, 3], [1], [2], []])
  })
})
