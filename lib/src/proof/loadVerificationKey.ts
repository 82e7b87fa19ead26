import type { CircuitKey } from './CircuitKey.ts'
import { createPreparation, PREPARED_BYTES } from './createPreparation.ts'
import { bytesOf, type Curve, type Pointer } from './loadCurve.ts'

/** A verification key in the curve's memory. */
export type VerificationKey = {
  readonly alpha: Pointer
  /** The points of the constant and of the circuit's public inputs, one after the other. */
  readonly inputs: Pointer
  readonly inputCount: number
  /** With their lines, ready for Miller loops. */
  readonly beta: Pointer
  readonly gamma: Pointer
  readonly delta: Pointer
}

/** How many public inputs a circuit may have. */
export const MOST_INPUTS = 64

/** How many keys there is room for: Semaphore's for 32 depths, and those of every class of ours. */
const MOST_KEYS = 40

/**
 * Returns a function that loads a key, once for each text.
 * @throws RangeError when it has too many inputs, or too many keys were loaded.
 */
export function createKeyLoader(curve: Curve): (key: CircuitKey) => VerificationKey {
  function allocateG1(packed: string): Pointer {
    const coordinates = unpack(packed)
    const pointer = curve.allocate(coordinates.length * bytesOf.coordinate)
    writeCoordinates(curve, pointer, coordinates)
    return pointer
  }

  const point = curve.allocate(bytesOf.g2Affine)
  const prepare = createPreparation(curve)
  const prepared = new Map<string, Pointer>()
  function allocateG2(packed: string): Pointer {
    // Keys of one ceremony share two of the three.
    const known = prepared.get(packed)
    if (known !== undefined) return known
    writeCoordinates(curve, point, unpack(packed))
    const lines = curve.allocate(PREPARED_BYTES)
    prepare(point, lines)
    prepared.set(packed, lines)
    return lines
  }

  const loaded = new Map<string, VerificationKey>()
  return ({ alpha, beta, gamma, delta, inputs }) => {
    const name = [alpha, beta, gamma, delta, inputs].join()
    const known = loaded.get(name)
    if (known !== undefined) return known
    const inputCount = inputs.length / PACKED_POINT - 1
    if (inputCount > MOST_INPUTS) throw new RangeError('The circuit has too many public inputs.')
    if (loaded.size === MOST_KEYS) throw new RangeError('Too many verification keys were loaded.')
    const key = {
      alpha: allocateG1(alpha),
      inputs: allocateG1(inputs),
      inputCount,
      beta: allocateG2(beta),
      gamma: allocateG2(gamma),
      delta: allocateG2(delta),
    }
    loaded.set(name, key)
    return key
  }
}

/** Hexadecimal digits of a point's two coordinates. */
const PACKED_POINT = 128

function writeCoordinates(curve: Curve, pointer: Pointer, coordinates: readonly bigint[]): void {
  for (const [index, coordinate] of coordinates.entries()) {
    curve.writeCoordinate(pointer + bytesOf.coordinate * index, coordinate)
  }
}

function unpack(packed: string): bigint[] {
  return (packed.match(/.{64}/g) ?? []).map((word) => BigInt(`0x${word}`))
}
