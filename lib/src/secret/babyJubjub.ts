import { twistedEdwards } from '@noble/curves/abstract/edwards'
import { Field } from '@noble/curves/abstract/modular'
import { sha512 } from '@noble/hashes/sha2.js'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'

/** The order l of BabyJubJub's subgroup: scalars, secret shares and votes are counted modulo it. */
export const BABYJUBJUB_ORDER =
  2736030358979909402780800718157159386076813972158567259200215660948447373041n

/** a and d of a·x² + y² = 1 + d·x²·y². Source: EIP-2494. */
export const BABYJUBJUB_A = 168_700n
export const BABYJUBJUB_D = 168_696n

/**
 * The group in which ballots are encrypted. noble's method `multiply` does the same additions
 * whatever the scalar is; JavaScript's bigints take a time that depends on their value all the same,
 * so nothing here is of constant time.
 * Source: EIP-2494.
 */
export const ExtendedPoint = /* @__PURE__ */ createGroup()

/** Coordinates of a point, which nobody has checked. */
export type AffinePoint = { readonly x: bigint; readonly y: bigint }

/** A point in noble's form (X, Y, Z, T), in which adding needs no inversion. */
export type ExtendedPoint = typeof ExtendedPoint.BASE

function createGroup() {
  return twistedEdwards({
    a: BABYJUBJUB_A,
    d: BABYJUBJUB_D,
    Fp: Field(SNARK_SCALAR_FIELD),
    n: BABYJUBJUB_ORDER,
    h: 8n,
    Gx: 5299619240641551281634865583518297030282874472190772894086521144482721001553n,
    Gy: 16950150798460657717958625567821834550301663161624707787222815936182638968203n,
    // For signatures, of which none are made on this curve.
    hash: (message) => sha512(toBytes(message)),
    randomBytes: (length = 32) => crypto.getRandomValues(new Uint8Array(length)),
  }).ExtendedPoint
}

function toBytes(message: Uint8Array | string): Uint8Array {
  return typeof message === 'string' ? new TextEncoder().encode(message) : message
}
