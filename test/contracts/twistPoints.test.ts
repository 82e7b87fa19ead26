import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { BASE_FIELD, GROUP_ORDER, twist } from './support/bn254.ts'

/** `test/vectors/twistPoints.json`; coordinates in hex. */
interface TwistPointVectors {
  readonly points: readonly {
    readonly name: string
    readonly isInSubgroup: boolean
    readonly x: readonly [string, string]
    readonly y: readonly [string, string]
  }[]
}

const { points }: TwistPointVectors = JSON.parse(
  readFileSync(new URL('../vectors/twistPoints.json', import.meta.url), 'utf8'),
)

describe('a point of the shared vectors', () => {
  test.each(points)('is on the twist, and where it is said to be: $name', (vector) => {
    const point = {
      x: [BigInt(vector.x[0]), BigInt(vector.x[1])],
      y: [BigInt(vector.y[0]), BigInt(vector.y[1])],
    } as const
    expect(twist.has(point)).toBe(true)
    expect(twist.multiply(point, GROUP_ORDER) === null).toBe(vector.isInSubgroup)
    const [, order] = vector.name.match(/^a point of order (\d+)$/) ?? []
    if (order !== undefined) expect(twist.multiply(point, BigInt(order))).toBe(null)
  })

  test('has every prime order that divides the cofactor', () => {
    const orders = points.flatMap(({ name }) => name.match(/^a point of order (\d+)$/)?.[1] ?? [])
    // The order of the twist is that of the subgroup times 2q − r.
    const cofactor = 2n * BASE_FIELD - GROUP_ORDER
    expect(orders.map(BigInt).reduce((product, order) => product * order)).toBe(cofactor)
    expect(new Set(orders).size).toBe(4)
  })
})
