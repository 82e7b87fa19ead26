import { SCALAR_FIELD } from '../field.ts'
import type { LinearCombination, R1cs } from '../readR1cs.ts'

/** Holds values of all wires against a circuit's constraints. */
export type WitnessChecker = {
  /** Whether every constraint holds. */
  isSatisfied(witness: readonly bigint[]): boolean
  /** The wires of which some other value would be as good: no constraint would notice it alone. */
  findUnbound(witness: readonly bigint[]): number[]
  /**
   * In how many parts that no constraint connects the wires fall that differ between two witnesses. If there is
   * more than one, a part can be taken of each witness, and nobody would notice.
   */
  countParts(one: readonly bigint[], other: readonly bigint[]): number
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
    countParts(one, other) {
      const left = new Set(one.flatMap((value, wire) => (value === other[wire] ? [] : [wire])))
      let parts = 0
      for (const first of left) {
        parts += 1
        const reached = [first]
        for (let wire = reached.pop(); wire !== undefined; wire = reached.pop()) {
          left.delete(wire)
          for (const constraint of constraintsOf[wire] ?? []) {
            for (const [next] of constraints[constraint]?.flat() ?? []) {
              if (left.delete(next)) reached.push(next)
            }
          }
        }
      }
      return parts
    },
  }
}

function evaluate(combination: LinearCombination, witness: readonly bigint[]): bigint {
  return combination.reduce((sum, [wire, factor]) => sum + factor * (witness[wire] ?? 0n), 0n)
}
