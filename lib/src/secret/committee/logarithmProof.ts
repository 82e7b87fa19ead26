import type { LogarithmProof } from '../../wire/committee.ts'
import { BABYJUBJUB_ORDER, ExtendedPoint } from '../babyJubjub.ts'
import { modOrder, multiply } from '../pointArithmetic.ts'
import { deriveScalar, type HashedPart, hashToScalar } from './deriveScalar.ts'

/** A statement: that somebody knows the one secret by which each base gives its image. */
export type LogarithmStatement = {
  /** What the proof is for: no proof with one label holds under another. */
  label: string
  /** Where it is made: the session, the trustees. */
  context: readonly bigint[]
  /** Pairs (B, s·B), one for a proof of possession, two for a proof of equality. */
  pairs: readonly { readonly base: ExtendedPoint; readonly image: ExtendedPoint }[]
}

/** What {@link proveLogarithm} takes. */
export type ProveLogarithmParameters = LogarithmStatement & {
  secret: bigint
  /** The prover's 32 secret bytes, which the proof's own randomness is derived from. */
  seed: Uint8Array
}

/** What {@link verifyLogarithm} takes. */
export type VerifyLogarithmParameters = LogarithmStatement & { proof: LogarithmProof }

/**
 * Proves a discrete logarithm, or that two are equal, without telling it. The proof's randomness is
 * derived from the whole statement, so it never serves two of them.
 * Source: Schnorr, "Efficient Signature Generation by Smart Cards", J. Cryptology 1991; Chaum and
 * Pedersen, "Wallet Databases with Observers", CRYPTO 1992; both with the challenge hashed from the
 * whole statement.
 */
export function proveLogarithm({
  secret,
  seed,
  ...statement
}: ProveLogarithmParameters): LogarithmProof {
  const parts = listParts(statement)
  const nonce = deriveScalar({ seed, label: `${statement.label}.nonce`, parts: [secret, ...parts] })
  const challenge = hashToScalar(statement.label, [
    ...parts,
    ...statement.pairs.map(({ base }) => multiply(base, nonce)),
  ])
  return { challenge, response: modOrder(nonce + challenge * secret) }
}

/** Whether a proof holds. Every point of the statement is in the group. */
export function verifyLogarithm({ proof, ...statement }: VerifyLogarithmParameters): boolean {
  const { challenge, response } = proof
  if (challenge >= BABYJUBJUB_ORDER || response >= BABYJUBJUB_ORDER) return false
  const nonces = statement.pairs.map(({ base, image }) =>
    multiplyPublic(base, response).subtract(image.multiplyUnsafe(challenge)),
  )
  return hashToScalar(statement.label, [...listParts(statement), ...nonces]) === challenge
}

/** The base point has a table, which only the other way of multiplying reads. */
function multiplyPublic(base: ExtendedPoint, scalar: bigint): ExtendedPoint {
  return base === ExtendedPoint.BASE ? multiply(base, scalar) : base.multiplyUnsafe(scalar)
}

function listParts({ context, pairs }: LogarithmStatement): HashedPart[] {
  return [...context, ...pairs.flatMap(({ base, image }) => [base, image])]
}
