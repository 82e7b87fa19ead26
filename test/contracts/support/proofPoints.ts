import { type Complex, curve, GROUP_ORDER, invert, type Point, twist } from './bn254.ts'
import type { MemberProof, ProofPoints } from './readMemberProofs.ts'
import { verificationKey } from './verificationKey.ts'

/** The three points of a Groth16 proof. */
export interface Groth16Proof {
  readonly a: Point<bigint>
  readonly b: Point<Complex>
  readonly c: Point<bigint>
}

/** Returns the points that eight coordinates stand for. */
export function fromCoordinates([ax, ay, bx1, bx0, by1, by0, cx, cy]: ProofPoints): Groth16Proof {
  return { a: { x: ax, y: ay }, b: { x: [bx0, bx1], y: [by0, by1] }, c: { x: cx, y: cy } }
}

/** Returns the eight coordinates of a proof's points; all of infinity's are zero. */
export function toCoordinates({ a, b, c }: Groth16Proof): ProofPoints {
  const [bx, by]: Complex[] = b === null ? [] : [b.x, b.y]
  return [
    a?.x ?? 0n,
    a?.y ?? 0n,
    bx?.[1] ?? 0n,
    bx?.[0] ?? 0n,
    by?.[1] ?? 0n,
    by?.[0] ?? 0n,
    c?.x ?? 0n,
    c?.y ?? 0n,
  ]
}

/** Returns the proof with other points. */
export function alterPoints(
  proof: MemberProof,
  alter: (points: Groth16Proof) => Partial<Groth16Proof>,
): MemberProof {
  const points = fromCoordinates(proof.points)
  return { ...proof, points: toCoordinates({ ...points, ...alter(points) }) }
}

/** The ways in which anybody can write a valid Groth16 proof as another valid one of the same. */
export const malleations: readonly {
  readonly name: string
  readonly malleate: (points: Groth16Proof) => Groth16Proof
}[] = [
  {
    name: '(−A, −B, C)',
    malleate: ({ a, b, c }) => ({ a: curve.negate(a), b: twist.negate(b), c }),
  },
  {
    name: '(r·A, r⁻¹·B, C)',
    malleate: ({ a, b, c }) => ({
      a: curve.multiply(a, 7n),
      b: twist.multiply(b, invert(7n, GROUP_ORDER)),
      c,
    }),
  },
  {
    name: '(A, B + r·δ, C + r·A)',
    malleate: ({ a, b, c }) => ({
      a,
      b: twist.add(b, twist.multiply(verificationKey.delta, 7n)),
      c: curve.add(c, curve.multiply(a, 7n)),
    }),
  },
]
