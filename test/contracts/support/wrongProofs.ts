import {
  BASE_FIELD,
  curve,
  findTwistPointOutsideSubgroup,
  GROUP_ORDER,
  type Point,
  twist,
} from './bn254.ts'
import { alterPoints } from './proofPoints.ts'
import type { MemberProof, ProofPoints } from './readMemberProofs.ts'

/** On the twist, but in no pairing's subgroup. */
export const outsideSubgroup = findTwistPointOutsideSubgroup()
/** Two coordinates of no point. */
export const offCurve: Point<bigint> = { x: 1n, y: 1n }

const withCoordinate = (
  proof: MemberProof,
  index: number,
  alter: (coordinate: bigint) => bigint,
): MemberProof => {
  const points: ProofPoints = [...proof.points]
  points[index] = alter(points[index] ?? 0n)
  return { ...proof, points }
}

const names = ['A.x', 'A.y', 'B.x1', 'B.x0', 'B.y1', 'B.y0', 'C.x', 'C.y']

/**
 * Every way in which a proof can be wrong that a verifier answers with false; `proofs` are those of
 * other people.
 */
export function createWrongs(
  proofs: readonly MemberProof[],
): readonly { name: string; spoil: (proof: MemberProof) => MemberProof }[] {
  const otherPoints = ({ nullifier }: MemberProof): ProofPoints => {
    const other = proofs.find((proof) => proof.nullifier !== nullifier)
    if (other === undefined) throw new Error('There is no other proof.')
    return other.points
  }
  return [
    ...names.flatMap((name, index) => [
      {
        name: `${name} altered`,
        spoil: (proof: MemberProof) =>
          withCoordinate(proof, index, (coordinate) => (coordinate + 1n) % BASE_FIELD),
      },
      {
        name: `${name} zero`,
        spoil: (proof: MemberProof) => withCoordinate(proof, index, () => 0n),
      },
      {
        name: `${name} not below the base field`,
        spoil: (proof: MemberProof) =>
          withCoordinate(proof, index, (coordinate) => coordinate + BASE_FIELD),
      },
      {
        name: `${name} the largest word`,
        spoil: (proof: MemberProof) => withCoordinate(proof, index, () => 2n ** 256n - 1n),
      },
    ]),
    { name: 'message altered', spoil: (proof) => ({ ...proof, message: proof.message ^ 1n }) },
    {
      name: 'nullifier altered',
      spoil: (proof) => ({ ...proof, nullifier: proof.nullifier ^ 1n }),
    },
    { name: 'nullifier zero', spoil: (proof) => ({ ...proof, nullifier: 0n }) },
    {
      name: 'nullifier the largest of the field',
      spoil: (proof) => ({ ...proof, nullifier: GROUP_ORDER - 1n }),
    },
    {
      name: "another person's points",
      spoil: (proof) => ({ ...proof, points: otherPoints(proof) }),
    },
    {
      name: 'A and C exchanged',
      spoil: (proof) => alterPoints(proof, ({ a, c }) => ({ a: c, c: a })),
    },
    {
      name: "the words of B's coordinates exchanged",
      spoil: (proof) =>
        alterPoints(proof, ({ b }) => ({
          b: b && { x: [b.x[1], b.x[0]], y: [b.y[1], b.y[0]] },
        })),
    },
    {
      name: "B's coordinates exchanged",
      spoil: (proof) => alterPoints(proof, ({ b }) => ({ b: b && { x: b.y, y: b.x } })),
    },
    {
      name: 'A negated',
      spoil: (proof) => alterPoints(proof, ({ a }) => ({ a: curve.negate(a) })),
    },
    {
      name: 'B negated',
      spoil: (proof) => alterPoints(proof, ({ b }) => ({ b: twist.negate(b) })),
    },
    {
      name: 'C negated',
      spoil: (proof) => alterPoints(proof, ({ c }) => ({ c: curve.negate(c) })),
    },
    { name: 'A off the curve', spoil: (proof) => alterPoints(proof, () => ({ a: offCurve })) },
    { name: 'C off the curve', spoil: (proof) => alterPoints(proof, () => ({ c: offCurve })) },
    {
      name: 'B on the twist, outside the subgroup',
      spoil: (proof) => alterPoints(proof, () => ({ b: outsideSubgroup })),
    },
    {
      name: 'B moved out of the subgroup',
      spoil: (proof) => alterPoints(proof, ({ b }) => ({ b: twist.add(b, outsideSubgroup) })),
    },
    { name: 'A at infinity', spoil: (proof) => alterPoints(proof, () => ({ a: null })) },
    { name: 'B at infinity', spoil: (proof) => alterPoints(proof, () => ({ b: null })) },
    { name: 'C at infinity', spoil: (proof) => alterPoints(proof, () => ({ c: null })) },
    {
      name: 'all points at infinity',
      spoil: (proof) => alterPoints(proof, () => ({ a: null, b: null, c: null })),
    },
  ]
}
