import { buildBn128 } from 'ffjavascript'
import { BASE_FIELD } from './field.ts'

type CurveFunction = (...parameters: number[]) => void

/** Multiplies the generators of BN254's two groups. */
export type FixedBase = {
  /** Returns each scalar times the generator of the first group: affine, 64 bytes a point, as keys hold them. */
  multiplyFirst(scalars: readonly bigint[]): Uint8Array
  /** The same in the second group, 128 bytes a point. */
  multiplySecond(scalars: readonly bigint[]): Uint8Array
}

// A scalar is 32 digits of 8 bits; of each digit's place all multiples are laid out beforehand.
const DIGITS = 32
const MULTIPLES = 255
/** Points that are made affine together, with one inversion. */
const AT_ONCE = 4_096
/** Bytes of a page of WebAssembly's memory. */
const PAGE = 65_536

/** The generators that Ethereum's precompiles and snarkjs use. */
const generators = {
  g1m: [1n, 2n],
  g2m: [
    10857046999023057135944570762232829481370756359578518086990519993285655852781n,
    11559732032986387107991004021392285783925812861821192530917403151452391805634n,
    8495653923123431417604973247489272438418190587263600148770280649306958101930n,
    4082367875863433681332203403145435568316851327593401208105741076214120093531n,
  ],
} as const

/** Lays out the multiples of both generators, which takes about 50 ms and 2 MB. */
export async function createFixedBase(): Promise<FixedBase> {
  const { tm } = await buildBn128(true)
  // For tables, and for the points of a turn in either form. ffjavascript does not know of this room, and so leaves it to us.
  let free = tm.memory.grow(64) * PAGE
  const memory = tm.memory.buffer
  const allocate = (length: number): number => {
    free += length
    return free - length
  }
  const functions = tm.instance.exports
  const call = (name: string): CurveFunction => {
    const found: unknown = functions[name]
    if (typeof found !== 'function') throw new Error(`ffjavascript has no ${name}.`)
    return (...parameters) => {
      found(...parameters)
    }
  }
  const view = new DataView(memory)

  function createMultiplier(group: 'g1m' | 'g2m'): (scalars: readonly bigint[]) => Uint8Array {
    const generator = generators[group]
    const affineSize = 32 * generator.length
    const size = affineSize + affineSize / 2
    const add = call(`${group}_add`)
    const addMixed = call(`${group}_addMixed`)
    const zero = call(`${group}_zero`)
    const copy = call(`${group}_copy`)
    const toAffine = call(`${group}_batchToAffine`)

    const multiples = allocate(DIGITS * MULTIPLES * affineSize)
    const results = allocate(AT_ONCE * size)
    const affine = allocate(AT_ONCE * affineSize)
    const place = allocate(size)
    // The generator in Montgomery's form, and 1 as its third coordinate.
    const coordinates = [...generator, 1n, ...(group === 'g2m' ? [0n] : [])]
    for (const [i, coordinate] of coordinates.entries()) {
      const value = (coordinate << 256n) % BASE_FIELD
      for (let limb = 0; limb < 4; limb += 1) {
        view.setBigUint64(
          place + 32 * i + 8 * limb,
          BigInt.asUintN(64, value >> BigInt(64 * limb)),
          true,
        )
      }
    }
    for (let digit = 0; digit < DIGITS; digit += 1) {
      copy(place, results)
      for (let i = 1; i < MULTIPLES; i += 1)
        add(results + (i - 1) * size, place, results + i * size)
      toAffine(results, MULTIPLES, multiples + digit * MULTIPLES * affineSize)
      add(results + (MULTIPLES - 1) * size, place, place)
    }

    return (scalars) => {
      const points = new Uint8Array(scalars.length * affineSize)
      for (let start = 0; start < scalars.length; start += AT_ONCE) {
        const part = scalars.slice(start, start + AT_ONCE)
        for (const [i, scalar] of part.entries()) {
          const result = results + i * size
          zero(result)
          for (let digit = 0, rest = scalar; rest > 0n; digit += 1, rest >>= 8n) {
            const multiple = Number(rest & 255n)
            if (multiple === 0) continue
            addMixed(result, multiples + (digit * MULTIPLES + multiple - 1) * affineSize, result)
          }
        }
        toAffine(results, part.length, affine)
        points.set(new Uint8Array(memory, affine, part.length * affineSize), start * affineSize)
      }
      return points
    }
  }
  return { multiplyFirst: createMultiplier('g1m'), multiplySecond: createMultiplier('g2m') }
}
