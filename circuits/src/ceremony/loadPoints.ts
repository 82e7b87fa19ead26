import * as snarkjs from 'snarkjs'
import { SCALAR_FIELD } from '../field.ts'
import { blake2b } from './hashBytes.ts'
import type { KeyContribution } from './readProvingKey.ts'

type Curve = Awaited<ReturnType<typeof snarkjs.curves.getCurveFromName>>

/** The two groups of BN254 as keys hold their points, affine and in Montgomery form. */
export type Points = {
  /** Says whether points of 64 bytes, one after the other, are all on the curve, which is all of the first group. */
  areFirst(points: Uint8Array): boolean
  /** Says whether a point of 128 bytes is of the second group, and not its zero. */
  isSecond(point: Uint8Array): boolean
  /** Returns the hash of a contribution as snarkjs shows it: BLAKE2b-512, 128 hex digits. */
  hashContribution(contribution: KeyContribution): string
}

/** Prepares the curve; its threads live as long as the process. */
export async function loadPoints(): Promise<Points> {
  const { G1, G2 }: Curve = await snarkjs.curves.getCurveFromName('bn128')
  return {
    areFirst(points) {
      for (let at = 0; at < points.length; at += 64) {
        if (!G1.isValid(points.slice(at, at + 64))) return false
      }
      return points.length % 64 === 0
    },
    isSecond: (point) =>
      !G2.isZero(point) && G2.isValid(point) && G2.isZero(G2.timesScalar(point, SCALAR_FIELD)),
    hashContribution({ points, spx, transcript }) {
      const uncompressed = new Uint8Array(3 * 64 + 128 + 64)
      for (const [index, point] of Object.values(points).entries()) {
        G1.toRprUncompressed(uncompressed, 64 * index, point)
      }
      G2.toRprUncompressed(uncompressed, 192, spx)
      uncompressed.set(transcript, 320)
      return blake2b(uncompressed)
    },
  }
}
