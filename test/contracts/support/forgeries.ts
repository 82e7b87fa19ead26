import { curve, GROUP_ORDER, type Point } from './bn254.ts'
import { alterPoints } from './proofPoints.ts'
import type { MemberProof } from './readMemberProofs.ts'

/** Makes two wrong proofs of two that hold, so that a sum with these coefficients hides it. */
export interface Forgery {
  readonly name: string
  readonly forge: (
    honest: readonly [MemberProof, MemberProof],
    coefficients: readonly [bigint, bigint],
  ) => [MemberProof, MemberProof]
}

const generator: Point<bigint> = { x: 1n, y: 2n }

/** The proof's C, moved by a multiple of the generator. */
function moveC(proof: MemberProof, multiple: bigint): MemberProof {
  return alterPoints(proof, ({ c }) => ({ c: curve.add(c, curve.multiply(generator, multiple)) }))
}

/** The ways in which a batch whose coefficients are known can be forged. */
export const forgeries: readonly [Forgery, Forgery] = [
  {
    name: 'C of one moved by what C of the other is moved back',
    forge: ([one, other], [r, s]) => [moveC(one, s), moveC(other, GROUP_ORDER - r)],
  },
  {
    // Two nullifiers that nobody has: these two people could vote again, as often as they like.
    name: 'the nullifier of one raised by what that of the other is lowered',
    forge: ([one, other], [r, s]) => [
      { ...one, nullifier: (one.nullifier + 5n * s) % GROUP_ORDER },
      { ...other, nullifier: (other.nullifier + 5n * (GROUP_ORDER - r)) % GROUP_ORDER },
    ],
  },
]
