import { requireInRange } from '../field/requireInRange.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'

declare const nullifier: unique symbol

/**
 * What names one person in one proposal and nowhere else: the hash of scope and secret, below the
 * scalar field.
 */
export type Nullifier = bigint & { readonly [nullifier]: true }

/**
 * Returns `value` as a nullifier.
 * @throws {@link FieldElementOutOfRangeError} when it is negative or not below the scalar field.
 * @example
 * toNullifier(ballot.proof.nullifier)
 */
export function toNullifier(value: bigint): Nullifier {
  requireInRange({ name: 'nullifier', value, minimum: 0n, maximum: SNARK_SCALAR_FIELD - 1n })
  return value as Nullifier
}
