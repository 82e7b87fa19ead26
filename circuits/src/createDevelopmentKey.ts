import { createHash } from 'node:crypto'
import { createFixedBase } from './createFixedBase.ts'
import { BASE_FIELD, invertAll, power, reduce, rootOfUnity, SCALAR_FIELD } from './field.ts'
import type { R1cs } from './readR1cs.ts'

/** What a development key says of itself, in a section of its own. */
export const DEVELOPMENT_MARK =
  'Development key of Psephos: its secrets are known to everybody, so anybody can forge proofs for it.'

/** The section that holds {@link DEVELOPMENT_MARK}; those of a zkey are 1 to 10. */
export const DEVELOPMENT_SECTION = 0x5053

const R = SCALAR_FIELD

/**
 * Makes a Groth16 proving key (zkey) straight from secrets that everybody can compute, in seconds. Whoever knows them forges proofs at
 * will: for development and tests, never for a vote that matters. The same constraints give the same bytes.
 * Source: Groth16, https://eprint.iacr.org/2016/260, in the layout of snarkjs's zkey files (γ = 1).
 */
export async function createDevelopmentKey({
  wireCount,
  publicCount,
  constraints,
}: R1cs): Promise<Uint8Array> {
  const [tau, alpha, beta, delta] = ['tau', 'alpha', 'beta', 'delta'].map(deriveSecret) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ]
  const [inverseDelta = 0n] = invertAll([delta])

  // The constraints of the prover: ours, and one for each public wire, so that these are independent.
  const exponent = Math.ceil(Math.log2(constraints.length + publicCount + 1))
  const domainSize = 1 << exponent
  const lagrange = evaluateLagrange(tau, exponent)
  const columns = [0, 1, 2].map(() => new Array<bigint>(wireCount).fill(0n)) as [
    bigint[],
    bigint[],
    bigint[],
  ]
  const entries: (readonly [matrix: number, constraint: number, wire: number, factor: bigint])[] =
    []
  for (const [row, constraint] of constraints.entries()) {
    for (const [matrix, combination] of constraint.entries()) {
      const column = columns[matrix] ?? []
      for (const [wire, factor] of combination) {
        column[wire] = (column[wire] ?? 0n) + factor * (lagrange[row] ?? 0n)
        if (matrix < 2) entries.push([matrix, row, wire, factor])
      }
    }
  }
  for (let wire = 0; wire <= publicCount; wire += 1) {
    const row = constraints.length + wire
    columns[0][wire] = (columns[0][wire] ?? 0n) + (lagrange[row] ?? 0n)
    entries.push([0, row, wire, 1n])
  }
  const [a, b, c] = columns.map((column) => column.map(reduce)) as [bigint[], bigint[], bigint[]]
  const combined = a.map(
    (value, wire) => (beta * value + alpha * (b[wire] ?? 0n) + (c[wire] ?? 0n)) % R,
  )

  // The prover evaluates its quotient between the points of the domain.
  const quotient = evaluateLagrange(tau, exponent + 1)
    .filter((_, i) => i % 2 === 1)
    .map((value) => (value * inverseDelta) % R)

  const { multiplyFirst, multiplySecond } = await createFixedBase()
  const header = concatenate([
    writeWord(32),
    writeNumber(BASE_FIELD),
    writeWord(32),
    writeNumber(R),
    ...[wireCount, publicCount, domainSize].map(writeWord),
    multiplyFirst([alpha, beta]),
    multiplySecond([beta, 1n]),
    multiplyFirst([delta]),
    multiplySecond([delta]),
  ])
  const shared = combined.slice(0, publicCount + 1)
  const own = combined.slice(publicCount + 1).map((value) => (value * inverseDelta) % R)
  return writeSections([
    [1, writeWord(1)],
    [2, header],
    [3, multiplyFirst(shared)],
    [4, writeEntries(entries)],
    [5, multiplyFirst(a)],
    [6, multiplyFirst(b)],
    [7, multiplySecond(b)],
    [8, multiplyFirst(own)],
    [9, multiplyFirst(quotient)],
    // No ceremony: an empty hash, and no contribution.
    [10, new Uint8Array(68)],
    [DEVELOPMENT_SECTION, new TextEncoder().encode(DEVELOPMENT_MARK)],
  ])
}

function deriveSecret(name: string): bigint {
  const digest = createHash('sha512').update(`psephos.development-key.v1.${name}`).digest('hex')
  return reduce(BigInt(`0x${digest}`))
}

/** Returns every Lagrange polynomial of the domain of 2^exponent roots of unity, at a point outside of it. */
function evaluateLagrange(point: bigint, exponent: number): bigint[] {
  const size = 1 << exponent
  const root = rootOfUnity(exponent)
  const roots = new Array<bigint>(size)
  for (let i = 0, element = 1n; i < size; i += 1, element = (element * root) % R) roots[i] = element
  const [inverseSize = 0n] = invertAll([BigInt(size)])
  const factor = (reduce(power(point, BigInt(size)) - 1n) * inverseSize) % R
  const inverses = invertAll(roots.map((element) => reduce(point - element)))
  return roots.map((element, i) => (((factor * element) % R) * (inverses[i] ?? 0n)) % R)
}

function writeWord(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}

function writeNumber(value: bigint): Uint8Array {
  const bytes = new Uint8Array(32)
  putNumber(new DataView(bytes.buffer), 0, value)
  return bytes
}

function putNumber(view: DataView, at: number, value: bigint): void {
  for (let limb = 0; limb < 4; limb += 1) {
    view.setBigUint64(at + 8 * limb, BigInt.asUintN(64, value >> BigInt(64 * limb)), true)
  }
}

/** What is not 0 in the matrices A and B; factors stand in Montgomery's form twice over. */
function writeEntries(entries: readonly (readonly [number, number, number, bigint])[]): Uint8Array {
  const bytes = new Uint8Array(4 + 44 * entries.length)
  const view = new DataView(bytes.buffer)
  const twice = 2n ** 512n % R
  const known = new Map<bigint, bigint>()
  view.setUint32(0, entries.length, true)
  for (const [i, [matrix, row, wire, factor]] of entries.entries()) {
    const at = 4 + 44 * i
    view.setUint32(at, matrix, true)
    view.setUint32(at + 4, row, true)
    view.setUint32(at + 8, wire, true)
    let value = known.get(factor)
    if (value === undefined) {
      value = (factor * twice) % R
      known.set(factor, value)
    }
    putNumber(view, at + 12, value)
  }
  return bytes
}

function writeSections(
  sections: readonly (readonly [id: number, bytes: Uint8Array])[],
): Uint8Array {
  const magic = new TextEncoder().encode('zkey')
  const parts = [magic, writeWord(1), writeWord(sections.length)]
  for (const [id, bytes] of sections) {
    const length = new Uint8Array(8)
    new DataView(length.buffer).setBigUint64(0, BigInt(bytes.length), true)
    parts.push(writeWord(id), length, bytes)
  }
  return concatenate(parts)
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
