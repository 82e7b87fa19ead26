import { SCALAR_FIELD } from './field.ts'

/** A linear combination: wires and what each is multiplied by. */
export type LinearCombination = readonly (readonly [wire: number, factor: bigint])[]

/** A system of constraints a · b = c over the wires of a circuit. */
export type R1cs = {
  /** Wire 0 is the constant 1; then come the outputs, the public inputs, and the rest. */
  readonly wireCount: number
  /** How many wires after the first are public. */
  readonly publicCount: number
  readonly constraints: readonly (readonly [
    a: LinearCombination,
    b: LinearCombination,
    c: LinearCombination,
  ])[]
}

const HEADER = 1
const CONSTRAINTS = 2

/**
 * Reads a system of constraints as circom writes it.
 * Source: https://github.com/iden3/r1csfile/blob/master/doc/r1cs_bin_format.md
 * @throws when the file is of another kind, or of another field.
 */
export function readR1cs(file: Uint8Array): R1cs {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const word = (at: number) => view.getUint32(at, true)
  const number = (at: number) => {
    let value = 0n
    for (let limb = 3; limb >= 0; limb -= 1) {
      value = (value << 64n) | view.getBigUint64(at + 8 * limb, true)
    }
    return value
  }
  if (new TextDecoder().decode(file.subarray(0, 4)) !== 'r1cs' || word(4) !== 1) {
    throw new Error('This is no system of constraints.')
  }
  const sections = new Map<number, number>()
  for (let at = 12, left = word(8); left > 0; left -= 1) {
    sections.set(word(at), at + 12)
    at += 12 + Number(view.getBigUint64(at + 4, true))
  }
  const header = sections.get(HEADER)
  const first = sections.get(CONSTRAINTS)
  if (header === undefined || first === undefined)
    throw new Error('The constraints are incomplete.')
  if (word(header) !== 32 || number(header + 4) !== SCALAR_FIELD) {
    throw new Error('The constraints are over another field than that of BN254.')
  }

  const counts = header + 36
  const constraintCount = word(counts + 24)
  let at = first
  const readCombination = (): LinearCombination => {
    const length = word(at)
    at += 4
    return Array.from({ length }, () => {
      const entry = [word(at), number(at + 4)] as const
      at += 36
      return entry
    })
  }
  return {
    wireCount: word(counts),
    publicCount: word(counts + 4) + word(counts + 8),
    constraints: Array.from(
      { length: constraintCount },
      () => [readCombination(), readCombination(), readCombination()] as const,
    ),
  }
}
