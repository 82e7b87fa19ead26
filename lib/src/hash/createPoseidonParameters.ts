import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'

/** State of three: two inputs and the capacity. */
const WIDTH = 3
const FULL_ROUNDS = 8
const PARTIAL_ROUNDS = 57
const FIELD_BITS = 254

/** What Poseidon of two inputs is made of. */
export type PoseidonParameters = {
  /** What is added to the state before each round. */
  readonly roundConstants: readonly (readonly bigint[])[]
  /** What the state is multiplied by after each round: `next[i] = Σⱼ matrix[i][j]·state[j]`. */
  readonly matrix: readonly (readonly bigint[])[]
  /** Whether a round raises all of the state to the fifth power, or only its first element. */
  readonly isFullRound: (round: number) => boolean
}

/**
 * Returns the parameters of Poseidon over BN254 with a state of three, as circomlib has them: drawn
 * from the Grain LFSR that the Poseidon paper prescribes (appendix F), so that no constant of this
 * file could hide anything. About 20 ms.
 */
export function createPoseidonParameters(): PoseidonParameters {
  const draw = createGrain()
  const rounds = FULL_ROUNDS + PARTIAL_ROUNDS
  const roundConstants = Array.from({ length: rounds }, () =>
    Array.from({ length: WIDTH }, () => drawElement(draw)),
  )
  const [xs, ys] = [0, 1].map(() =>
    Array.from({ length: WIDTH }, () => drawNumber(draw) % SNARK_SCALAR_FIELD),
  ) as [bigint[], bigint[]]
  return {
    roundConstants,
    matrix: xs.map((x) => ys.map((y) => invert(x + y))),
    isFullRound: (round) => round < FULL_ROUNDS / 2 || round >= FULL_ROUNDS / 2 + PARTIAL_ROUNDS,
  }
}

/** Returns the bits of the paper's self-shrinking generator, one a call. */
function createGrain(): () => number {
  const bits = [
    ...toBits(1, 2), // a prime field
    ...toBits(0, 4), // x⁵
    ...toBits(FIELD_BITS, 12),
    ...toBits(WIDTH, 12),
    ...toBits(FULL_ROUNDS, 10),
    ...toBits(PARTIAL_ROUNDS, 10),
    ...Array.from({ length: 30 }, () => 1),
  ]
  let start = 0
  const at = (offset: number): number => bits[(start + offset) % bits.length] as number
  const clock = (): number => {
    const bit = at(62) ^ at(51) ^ at(38) ^ at(23) ^ at(13) ^ at(0)
    bits[start] = bit
    start = (start + 1) % bits.length
    return bit
  }
  for (let step = 0; step < 160; step++) clock()
  return () => {
    while (clock() === 0) clock()
    return clock()
  }
}

function toBits(value: number, length: number): number[] {
  return Array.from({ length }, (_, index) => (value >> (length - 1 - index)) & 1)
}

function drawNumber(draw: () => number): bigint {
  return BigInt(`0b${Array.from({ length: FIELD_BITS }, draw).join('')}`)
}

function drawElement(draw: () => number): bigint {
  for (;;) {
    const number = drawNumber(draw)
    if (number < SNARK_SCALAR_FIELD) return number
  }
}

/** Returns the inverse in the scalar field, by Euclid. */
function invert(value: bigint): bigint {
  let [a, b, x, y] = [value % SNARK_SCALAR_FIELD, SNARK_SCALAR_FIELD, 1n, 0n]
  while (a > 1n) {
    const quotient = a / b
    ;[a, b, x, y] = [b, a % b, y, x - quotient * y]
  }
  return ((x % SNARK_SCALAR_FIELD) + SNARK_SCALAR_FIELD) % SNARK_SCALAR_FIELD
}
