import { poseidon2 } from 'poseidon-lite/poseidon2'
import { poseidon3 } from 'poseidon-lite/poseidon3'
import { power, reduce, SCALAR_FIELD } from '../field.ts'

export type CurvePoint = readonly [x: bigint, y: bigint]

/** BabyJubJub's base point of prime order (EIP-2494). */
export const BASE: CurvePoint = [
  5299619240641551281634865583518297030282874472190772894086521144482721001553n,
  16950150798460657717958625567821834550301663161624707787222815936182638968203n,
]

/** The order of the subgroup that it generates. */
export const ORDER = 2736030358979909402780800718157159386076813972158567259200215660948447373041n

type ProjectivePoint = readonly [x: bigint, y: bigint, z: bigint]

const P = SCALAR_FIELD
const IDENTITY: CurvePoint = [0n, 1n]

/** What a voter knows and what is public about a ballot: the inputs of `secret-ballot`, by their names. */
export type BallotInputs = {
  secret: bigint
  merkleProofIndex: bigint
  merkleProofSiblings: readonly bigint[]
  magnitudes: readonly bigint[]
  isAgainst: readonly bigint[]
  randomness: bigint
  keys: readonly CurvePoint[]
  merkleTreeDepth: bigint
  scope: bigint
  revision: bigint
  voiceCredits: bigint
  optionCount: bigint
  keysHash: bigint
}

/** The inputs of `decryption-share`, by their names. */
export type ShareInputs = {
  secrets: readonly bigint[]
  sharedPoint: CurvePoint
  optionCount: bigint
  verificationKeysHash: bigint
}

/** The sum of two points, projective, by the complete formulas of Bernstein and others (https://eprint.iacr.org/2008/013). */
function addProjective(p: ProjectivePoint, q: ProjectivePoint): ProjectivePoint {
  const a = p[2] * q[2]
  const b = (a * a) % P
  const c = (p[0] * q[0]) % P
  const d = (p[1] * q[1]) % P
  const e = (((168_696n * c) % P) * d) % P
  const f = b - e
  const g = b + e
  return [
    (((a * f) % P) * ((p[0] + p[1]) * (q[0] + q[1]) - c - d)) % P,
    (((a * g) % P) * (d - 168_700n * c)) % P,
    (f * g) % P,
  ]
}

function toAffine([x, y, z]: ProjectivePoint): CurvePoint {
  const inverse = power(reduce(z), P - 2n)
  return [reduce(x * inverse), reduce(y * inverse)]
}

export function multiply([x, y]: CurvePoint, scalar: bigint): CurvePoint {
  let sum: ProjectivePoint = [0n, 1n, 1n]
  let double: ProjectivePoint = [x, y, 1n]
  for (let rest = scalar; rest > 0n; rest >>= 1n) {
    if (rest & 1n) sum = addProjective(sum, double)
    double = addProjective(double, double)
  }
  return toAffine(sum)
}

export function add(a: CurvePoint, b: CurvePoint): CurvePoint {
  return toAffine(addProjective([...a, 1n], [...b, 1n]))
}

export function hashKeys(points: readonly CurvePoint[]): bigint {
  return points.reduce((hash, [x, y]) => poseidon3([hash, x, y]), 0n)
}

/** The public signals of a ballot, in the order of circuits.json, by plain arithmetic on the curve. */
export function expectBallot(inputs: BallotInputs): bigint[] {
  const { secret, scope, randomness, keys, optionCount } = inputs
  const commitment = poseidon2([...multiply(BASE, secret)])
  const root = inputs.merkleProofSiblings
    .slice(0, Number(inputs.merkleTreeDepth))
    .reduce(
      (node, sibling, level) =>
        (inputs.merkleProofIndex >> BigInt(level)) & 1n
          ? poseidon2([sibling, node])
          : poseidon2([node, sibling]),
      commitment,
    )
  const options = keys.map((key, i) => {
    if (BigInt(i) >= optionCount) return IDENTITY
    const magnitude = inputs.magnitudes[i] ?? 0n
    const vote = inputs.isAgainst[i] === 1n ? magnitude << 32n : magnitude
    return add(multiply(key, randomness), multiply(BASE, vote))
  })
  return [
    root,
    poseidon2([scope, secret]),
    ...multiply(BASE, randomness),
    ...options.flat(),
    inputs.merkleTreeDepth,
    scope,
    inputs.revision,
    inputs.voiceCredits,
    optionCount,
    inputs.keysHash,
  ]
}

/** The public signals of a decryption share, in the order of circuits.json. */
export function expectShare(inputs: ShareInputs): bigint[] {
  const shares = inputs.secrets.map((secret, i) =>
    BigInt(i) < inputs.optionCount ? multiply(inputs.sharedPoint, secret) : IDENTITY,
  )
  return [...shares.flat(), ...inputs.sharedPoint, inputs.optionCount, inputs.verificationKeysHash]
}

/** A ballot for four options by a member at the leaf 5, with votes 7, −3, 0 and 1. */
export function createBallotInputs(changes: Partial<BallotInputs> = {}): BallotInputs {
  const keys = [11n, 12n, 13n, 14n].map((secret) => multiply(BASE, secret ** 40n % ORDER))
  return {
    secret: 1234567890123456789012345678901234567890n,
    merkleProofIndex: 5n,
    merkleProofSiblings: Array.from({ length: 32 }, (_, i) => BigInt(i + 1) ** 9n),
    magnitudes: [7n, 3n, 0n, 1n],
    isAgainst: [0n, 1n, 0n, 0n],
    randomness: ORDER - 98765432109876543210n,
    keys,
    merkleTreeDepth: 20n,
    scope: 4321n,
    revision: 2n,
    voiceCredits: 100n,
    optionCount: 4n,
    keysHash: hashKeys(keys),
    ...changes,
  }
}

/** A share of a trustee's for four options. */
export function createShareInputs(changes: Partial<ShareInputs> = {}): ShareInputs {
  const secrets = changes.secrets ?? [21n, 22n, 23n, 24n].map((secret) => secret ** 50n % ORDER)
  return {
    secrets,
    sharedPoint: multiply(BASE, 987654321987654321n),
    optionCount: 4n,
    verificationKeysHash: hashKeys(secrets.map((secret) => multiply(BASE, secret))),
    ...changes,
  }
}
