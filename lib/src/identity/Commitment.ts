import { requireInRange } from '../field/requireInRange.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'

declare const commitment: unique symbol

/**
 * A person's Semaphore commitment, the public hash of their identity: from 1 to below the scalar
 * field.
 */
export type Commitment = bigint & { readonly [commitment]: true }

/**
 * Returns `value` as a commitment.
 * @throws {@link FieldElementOutOfRangeError} when it is 0, negative, or not below the scalar
 * field.
 * @example
 * toCommitment(createIdentity().commitment)
 */
export function toCommitment(value: bigint): Commitment {
  requireInRange({ name: 'commitment', value, minimum: 1n, maximum: SNARK_SCALAR_FIELD - 1n })
  return value as Commitment
}
