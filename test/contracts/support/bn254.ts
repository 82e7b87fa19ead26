/**
 * Arithmetic of the curve of Semaphore's proofs, to make proofs that are wrong in chosen ways.
 * Plain, and apart from everything that verifies.
 */

/** The base field: coordinates are below it. */
export const BASE_FIELD =
  21888242871839275222246405745257275088696311157297823662689037894645226208583n
/** The order of the group of points, and the field of public inputs. */
export const GROUP_ORDER =
  21888242871839275222246405745257275088548364400416034343698204186575808495617n

/** An element c0 + c1·i of the quadratic extension, i² = −1. */
export type Complex = readonly [c0: bigint, c1: bigint]
/** A point, or null at infinity. */
export type Point<Element> = { readonly x: Element; readonly y: Element } | null

interface Field<Element> {
  readonly zero: Element
  readonly one: Element
  readonly add: (a: Element, b: Element) => Element
  readonly subtract: (a: Element, b: Element) => Element
  readonly multiply: (a: Element, b: Element) => Element
  readonly invert: (a: Element) => Element
  readonly equals: (a: Element, b: Element) => boolean
}

/** A curve y² = x³ + b. */
export interface Curve<Element> {
  readonly has: (point: Point<Element>) => boolean
  readonly negate: (point: Point<Element>) => Point<Element>
  readonly add: (a: Point<Element>, b: Point<Element>) => Point<Element>
  readonly multiply: (point: Point<Element>, scalar: bigint) => Point<Element>
}

/** Returns the remainder from 0 to `modulus` − 1. */
export function reduce(value: bigint, modulus = BASE_FIELD): bigint {
  const remainder = value % modulus
  return remainder < 0n ? remainder + modulus : remainder
}

/** Returns the inverse by Euclid's algorithm. */
export function invert(value: bigint, modulus = BASE_FIELD): bigint {
  let [a, b, x, y] = [reduce(value, modulus), modulus, 1n, 0n]
  while (a > 1n) {
    const quotient = a / b
    ;[a, b, x, y] = [b, a % b, y, x - quotient * y]
  }
  return reduce(x, modulus)
}

const base: Field<bigint> = {
  zero: 0n,
  one: 1n,
  add: (a, b) => reduce(a + b),
  subtract: (a, b) => reduce(a - b),
  multiply: (a, b) => reduce(a * b),
  invert: (a) => invert(a),
  equals: (a, b) => a === b,
}

const extension: Field<Complex> = {
  zero: [0n, 0n],
  one: [1n, 0n],
  add: (a, b) => [reduce(a[0] + b[0]), reduce(a[1] + b[1])],
  subtract: (a, b) => [reduce(a[0] - b[0]), reduce(a[1] - b[1])],
  multiply: (a, b) => [reduce(a[0] * b[0] - a[1] * b[1]), reduce(a[0] * b[1] + a[1] * b[0])],
  invert: ([c0, c1]) => {
    const norm = invert(c0 * c0 + c1 * c1)
    return [reduce(c0 * norm), reduce(-c1 * norm)]
  },
  equals: (a, b) => a[0] === b[0] && a[1] === b[1],
}

function createCurve<Element>(field: Field<Element>, b: Element): Curve<Element> {
  const { add: plus, subtract: minus, multiply: times } = field
  const addPoints = (p: Point<Element>, q: Point<Element>): Point<Element> => {
    if (p === null) return q
    if (q === null) return p
    const same = field.equals(p.x, q.x)
    if (same && !field.equals(p.y, q.y)) return null
    const square = times(p.x, p.x)
    const slope = same
      ? times(plus(plus(square, square), square), field.invert(plus(p.y, p.y)))
      : times(minus(q.y, p.y), field.invert(minus(q.x, p.x)))
    const x = minus(minus(times(slope, slope), p.x), q.x)
    return { x, y: minus(times(slope, minus(p.x, x)), p.y) }
  }
  return {
    has: (point) =>
      point === null ||
      field.equals(times(point.y, point.y), plus(times(times(point.x, point.x), point.x), b)),
    negate: (point) => point && { x: point.x, y: minus(field.zero, point.y) },
    add: addPoints,
    multiply: (point, scalar) => {
      if (point === null || scalar === 0n) return null
      let sum: Scaled<Element> = null
      for (const bit of scalar.toString(2)) {
        sum = double(field, sum)
        if (bit === '1') sum = addScaled(field, sum, point)
      }
      if (sum === null) return null
      const scale = field.invert(sum.z)
      const square = times(scale, scale)
      return { x: times(sum.x, square), y: times(sum.y, times(square, scale)) }
    },
  }
}

/** The point (x / z², y / z³), or null at infinity: it is added to without an inversion each time. */
type Scaled<Element> = { readonly x: Element; readonly y: Element; readonly z: Element } | null

function double<Element>(field: Field<Element>, point: Scaled<Element>): Scaled<Element> {
  if (point === null || field.equals(point.y, field.zero)) return null
  const { add: plus, subtract: minus, multiply: times } = field
  const twice = (value: Element): Element => plus(value, value)
  const { x, y, z } = point
  const ySquare = times(y, y)
  const product = twice(twice(times(x, ySquare)))
  const slope = plus(twice(times(x, x)), times(x, x))
  const sumX = minus(times(slope, slope), twice(product))
  const fourth = twice(twice(twice(times(ySquare, ySquare))))
  return { x: sumX, y: minus(times(slope, minus(product, sumX)), fourth), z: twice(times(y, z)) }
}

function addScaled<Element>(
  field: Field<Element>,
  sum: Scaled<Element>,
  point: { readonly x: Element; readonly y: Element },
): Scaled<Element> {
  if (sum === null) return { ...point, z: field.one }
  const { subtract: minus, multiply: times } = field
  const square = times(sum.z, sum.z)
  const width = minus(times(point.x, square), sum.x)
  const height = minus(times(point.y, times(square, sum.z)), sum.y)
  if (field.equals(width, field.zero))
    return field.equals(height, field.zero) ? double(field, sum) : null
  const widthSquare = times(width, width)
  const widthCube = times(widthSquare, width)
  const product = times(sum.x, widthSquare)
  const x = minus(minus(times(height, height), widthCube), field.add(product, product))
  return {
    x,
    y: minus(times(height, minus(product, x)), times(sum.y, widthCube)),
    z: times(sum.z, width),
  }
}

/** Where A and C are. */
export const curve = createCurve(base, 3n)

const TWIST_B = extension.multiply([3n, 0n], extension.invert([9n, 1n]))
/** Where B is: the points of the pairing are a subgroup of it. */
export const twist = createCurve(extension, TWIST_B)

/** Returns a point of the twist that is in no pairing's subgroup: nearly all are such. */
export function findTwistPointOutsideSubgroup(): Point<Complex> {
  for (let c0 = 1n; ; c0++) {
    const x: Complex = [c0, 0n]
    const cube = extension.multiply(extension.multiply(x, x), x)
    const y = findComplexRoot(extension.add(cube, TWIST_B))
    if (y !== null && twist.multiply({ x, y }, GROUP_ORDER) !== null) return { x, y }
  }
}

function findComplexRoot(square: Complex): Complex | null {
  const norm = findRoot(square[0] * square[0] + square[1] * square[1])
  if (norm === null) return null
  const half = invert(2n)
  const real = findRoot((square[0] + norm) * half) ?? findRoot((square[0] - norm) * half)
  if (real === null || real === 0n) return null
  return [real, reduce(square[1] * half * invert(real))]
}

/** The base field is 3 modulo 4, so a root is a power. */
function findRoot(square: bigint): bigint | null {
  const value = reduce(square)
  let [root, power] = [1n, value]
  for (let exponent = (BASE_FIELD + 1n) / 4n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) root = reduce(root * power)
    power = reduce(power * power)
  }
  return reduce(root * root) === value ? root : null
}
