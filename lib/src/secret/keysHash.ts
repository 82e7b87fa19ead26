import { poseidon3 } from 'poseidon-lite/poseidon3'
import type { CurvePoint } from './CurvePoint.ts'
import { type OptionClass, optionClasses } from './optionClass.ts'

/**
 * Returns what a circuit knows a list of keys by: h₀ = 0, hᵢ₊₁ = Poseidon(hᵢ, xᵢ, yᵢ), with
 * circomlib's parameters for three inputs.
 * @example
 * keysHash(electionKeys.slice(0, optionClass(options.length)))
 */
export function keysHash(keys: readonly CurvePoint[]): bigint {
  return keys.reduce((hash, { x, y }) => poseidon3([hash, x, y]), 0n)
}

/**
 * Returns {@link keysHash} of the first keys for each class that there are enough of, in the order of
 * the classes: for 8 keys, of the first 2, 4 and 8.
 */
export function keysHashes(keys: readonly CurvePoint[]): Map<OptionClass, bigint> {
  const hashes = new Map<OptionClass, bigint>()
  let hash = 0n
  for (const [index, { x, y }] of keys.entries()) {
    hash = poseidon3([hash, x, y])
    const found = optionClasses.find((each) => each === index + 1)
    if (found !== undefined) hashes.set(found, hash)
  }
  return hashes
}
