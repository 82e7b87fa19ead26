import { createPreparation, PREPARED_BYTES } from './createPreparation.ts'
import { bytesOf, type Curve, type Pointer } from './loadCurve.ts'

/** Semaphore's verification key for one depth, in the curve's memory. */
export type VerificationKey = {
  readonly alpha: Pointer
  /** The points of the constant and of root, nullifier, message and scope, one after the other. */
  readonly inputs: Pointer
  /** With their lines, ready for Miller loops. */
  readonly beta: Pointer
  readonly gamma: Pointer
  readonly delta: Pointer
}

/** How many points {@link VerificationKey.inputs} has. */
export const INPUT_POINTS = 5

/** Loads the keys, and returns a function from a depth to its key, or to null where there is none. */
export async function loadVerificationKeys(
  curve: Curve,
): Promise<(depth: number) => VerificationKey | null> {
  // Read only here: the keys of all depths take 30 KB.
  const { depthKeys, sharedKey } = await import('./generated/semaphoreKeys.ts')

  function allocateG1(packed: string): Pointer {
    const coordinates = unpack(packed)
    const pointer = curve.allocate(coordinates.length * bytesOf.coordinate)
    writeCoordinates(curve, pointer, coordinates)
    return pointer
  }

  const point = curve.allocate(bytesOf.g2Affine)
  const prepare = createPreparation(curve)
  function allocateG2(packed: string): Pointer {
    writeCoordinates(curve, point, unpack(packed))
    const prepared = curve.allocate(PREPARED_BYTES)
    prepare(point, prepared)
    return prepared
  }

  const shared = {
    alpha: allocateG1(sharedKey.alpha),
    beta: allocateG2(sharedKey.beta),
    gamma: allocateG2(sharedKey.gamma),
  }
  const loaded = new Map<number, VerificationKey>()
  return (depth) => {
    const packed = depthKeys[depth - 1]
    if (packed === undefined) return null
    const key = loaded.get(depth) ?? {
      ...shared,
      inputs: allocateG1(packed.inputs),
      delta: allocateG2(packed.delta),
    }
    loaded.set(depth, key)
    return key
  }
}

function writeCoordinates(curve: Curve, pointer: Pointer, coordinates: readonly bigint[]): void {
  for (const [index, coordinate] of coordinates.entries()) {
    curve.writeCoordinate(pointer + bytesOf.coordinate * index, coordinate)
  }
}

function unpack(packed: string): bigint[] {
  return (packed.match(/.{64}/g) ?? []).map((word) => BigInt(`0x${word}`))
}
