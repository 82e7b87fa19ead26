import { FieldElementOutOfRangeError } from '../errors/ballotErrors.ts'

/**
 * What {@link requireInRange} takes; both bounds are inclusive, `name` is the word that the error
 * says.
 */
export type RequireInRangeParameters = {
  name: string
  value: bigint
  minimum: bigint
  maximum: bigint
}

/** @throws {@link FieldElementOutOfRangeError} when `value` lies outside its bounds. */
export function requireInRange({ name, value, minimum, maximum }: RequireInRangeParameters): void {
  if (value < minimum || value > maximum) {
    throw new FieldElementOutOfRangeError({ name, minimum, maximum })
  }
}
