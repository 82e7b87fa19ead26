/** 6x + 2 for BN254's parameter x = 4965661367192848881. */
const LOOP = 29793968203157093288n

/**
 * The digits of 6x + 2, over which the loop of the optimal ate pairing runs ("Optimal Pairings",
 * Vercauteren, 2010): the highest first, without the first one, which is 1. Each is −1, 0 or 1, and
 * no two neighbours are both other than 0: there are 22 that cost an addition where plain bits have
 * 37. What subtracting leaves out of the loop's value, the final exponentiation would make one.
 */
export const loopDigits: readonly number[] = toNonAdjacentForm(LOOP).reverse().slice(1)

/** How many lines a point has: one for each digit, one for each addition, and two at the end. */
export const LINES = loopDigits.length + loopDigits.filter((digit) => digit !== 0).length + 2

/** Returns digits −1, 0 and 1, the lowest first, no two neighbours of which are both not 0. */
function toNonAdjacentForm(value: bigint): number[] {
  const digits: number[] = []
  for (let rest = value; rest > 0n; rest >>= 1n) {
    const digit = rest & 1n ? 2n - (rest & 3n) : 0n
    digits.push(Number(digit))
    rest -= digit
  }
  return digits
}
