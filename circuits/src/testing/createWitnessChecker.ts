import { SCALAR_FIELD } from '../field.ts'
import type { LinearCombination, R1cs } from '../readR1cs.ts'

/** Holds values of all wires against a circuit's constraints. */
export type WitnessChecker = {
  /** Whether every constraint holds. */
  isSatisfied(witness: readonly bigint[]): boolean
  /** The wires of which some other value would be as good: no constraint would notice it alone. */
  findUnbound(witness: readonly bigint[]): number[]
}

export function createWitnessChecker({ constraints, wireCount }: R1cs): WitnessChecker {
  const constraintsOf = Array.from({ length: wireCount }, () => new Set<number>())
  for (const [i, constraint] of constraints.entries()) {
    for (const [wire] of constraint.flat()) constraintsOf[wire]?.add(i)
  }
  const holds = (index: number, witness: readonly bigint[]): boolean => {
    const [a = 0n, b = 0n, c = 0n] =
      constraints[index]?.map((each) => evaluate(each, witness)) ?? []
    return (a * b - c) % SCALAR_FIELD === 0n
  }
  return {
    isSatisfied: (witness) => constraints.every((_, i) => holds(i, witness)),
    findUnbound(witness) {
      const changed = [...witness]
      return witness.flatMap((value, wire) => {
        // The first wire is the constant 1, which the verifier sets.
        if (wire === 0) return []
        changed[wire] = (value + 1n) % SCALAR_FIELD
        const isBound = [...(constraintsOf[wire] ?? [])].some((i) => !holds(i, changed))
        changed[wire] = value
        return isBound ? [] : [wire]
      })
    },
  }
}

function evaluate(combination: LinearCombination, witness: readonly bigint[]): bigint {
  return combination.reduce((sum, [wire, factor]) => sum + factor * (witness[wire] ?? 0n), 0n)
}
