import { requireInRange } from '../field/requireInRange.ts'

const MAX_UINT256 = (1n << 256n) - 1n

declare const scope: unique symbol

/** Where one ballot counts: a full uint256, which Semaphore itself hashes to the field. */
export type Scope = bigint & { readonly [scope]: true }

/**
 * Returns `value` as a scope. The scope of a proposal comes from {@link proposalScope}.
 * @throws {@link FieldElementOutOfRangeError} when it is negative or does not fit 256 bits.
 * @example
 * toScope(ballot.proof.scope)
 */
export function toScope(value: bigint): Scope {
  requireInRange({ name: 'scope', value, minimum: 0n, maximum: MAX_UINT256 })
  return value as Scope
}
