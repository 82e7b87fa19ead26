import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import type { PoseidonParameters } from './createPoseidonParameters.ts'

/*
 * A WebAssembly module is written here instruction by instruction, so that what runs is what stands
 * in this file. An element of the field is nine limbs of 29 bits, in words of 64, in Montgomery's
 * form with R = 2^261. Products of limbs are below 2^58 (2^59 with a round constant added), so a sum
 * of 27 of them and of the nine of a reduction stays below 2^64 and no carry is needed on the way.
 * Values stay below 2.1 times the field: R is so much larger that Montgomery's reduction brings any
 * sum of three products of such values below 1.1 times the field, and no subtraction is needed
 * either.
 */
const LIMBS = 9
const LIMB_BITS = 29n
const MASK = (1n << LIMB_BITS) - 1n
const R = 1n << (LIMB_BITS * BigInt(LIMBS))
const ELEMENT_BYTES = LIMBS * 8
const WIDTH = 3

const LIMBS_OF_FIELD = toLimbs(SNARK_SCALAR_FIELD)
/** −1/p modulo 2^29, by which a reduction finds the multiple of p to add. */
const NEGATED_INVERSE = invertNegated(SNARK_SCALAR_FIELD)

/** Where things lie in memory: the state of even rounds, that of odd ones, a power, constants. */
const STATE = 0
const SPARE = STATE + WIDTH * ELEMENT_BYTES
const POWER = SPARE + WIDTH * ELEMENT_BYTES
const CONSTANTS = POWER + ELEMENT_BYTES

/** WebAssembly's opcodes, those that occur. */
const OP = {
  call: 0x10,
  localGet: 0x20,
  localSet: 0x21,
  load64: 0x29,
  store64: 0x37,
  const32: 0x41,
  const64: 0x42,
  add64: 0x7c,
  multiply64: 0x7e,
  and64: 0x83,
  shiftRight64: 0x88,
  end: 0x0b,
} as const
const TYPE = { function: 0x60, i32: 0x7f, i64: 0x7e } as const
const SECTION = { type: 1, function: 3, memory: 5, export: 7, code: 10, data: 11 } as const

/** Functions of the module by their number. */
const FUNCTION = { hash: 0, multiply: 1, square: 2, dot: 3, add: 4 } as const

/**
 * Where a module takes its two inputs, the second right behind the first, and where it leaves their
 * hash: as limbs of `limbBits`, lowest first, each in a word of 64 bits. The hash may be the field's
 * modulus in place of 0.
 */
export const POSEIDON_LAYOUT = {
  inputs: STATE + ELEMENT_BYTES,
  hash: SPARE,
  limbs: LIMBS,
  limbBits: LIMB_BITS,
} as const

/** What a module gives out: its memory, and the hash over what lies there. */
export type PoseidonExports = { memory: WebAssembly.Memory; hash: () => void }

/** Returns the bytes of a module that hashes the two numbers in its memory by Poseidon. */
export function createPoseidonModule(parameters: PoseidonParameters): Uint8Array<ArrayBuffer> {
  const { roundConstants, matrix } = parameters
  const constants = [
    ...[...roundConstants.flat(), ...matrix.flat(), R].map(
      (constant) => (constant * R) % SNARK_SCALAR_FIELD,
    ),
    1n,
  ]
  const bodies = [
    writeHash(parameters),
    writeProducts(1),
    writeSquare(),
    writeProducts(WIDTH),
    writeAdd(),
  ]
  const pages = Math.ceil((CONSTANTS + constants.length * ELEMENT_BYTES) / 65_536)
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // "\0asm", version 1
    ...section(SECTION.type, [
      [TYPE.function, ...vector([]), ...vector([])],
      [TYPE.function, ...vector([[TYPE.i32], [TYPE.i32], [TYPE.i32]]), ...vector([])],
    ]),
    ...section(SECTION.function, [[0], [1], [1], [1], [1]]),
    ...section(SECTION.memory, [[0, ...unsigned(pages)]]),
    ...section(SECTION.export, [
      [...text('memory'), 2, 0],
      [...text('hash'), 0, FUNCTION.hash],
    ]),
    ...section(
      SECTION.code,
      bodies.map((body) => [...unsigned(body.length), ...body]),
    ),
    ...section(SECTION.data, [
      [0, OP.const32, ...signed(BigInt(CONSTANTS)), OP.end, ...vector(constants.flatMap(toData))],
    ]),
  ])
}

/** Brings the inputs into Montgomery's form, does every round, without a loop, and undoes the form. */
function writeHash({ roundConstants, isFullRound }: PoseidonParameters): number[] {
  const at = (base: number, index: number): number => base + index * ELEMENT_BYTES
  const matrix = at(CONSTANTS, roundConstants.length * WIDTH)
  const [squareOfR, one] = [at(matrix, WIDTH ** 2), at(matrix, WIDTH ** 2 + 1)]
  const rounds = roundConstants.flatMap((_, round) => {
    const raised = isFullRound(round) ? [0, 1, 2] : [0]
    const [from, to] = round % 2 === 0 ? [STATE, SPARE] : [SPARE, STATE]
    return [
      ...[0, 1, 2].flatMap((i) =>
        call('add', at(from, i), at(from, i), at(CONSTANTS, round * WIDTH + i)),
      ),
      ...raised.flatMap((i) => [
        ...call('square', POWER, at(from, i), 0),
        ...call('square', POWER, POWER, 0),
        ...call('multiply', at(from, i), at(from, i), POWER),
      ]),
      ...[0, 1, 2].flatMap((i) => call('dot', at(to, i), from, at(matrix, i * WIDTH))),
    ]
  })
  const code = [
    ...Array.from({ length: LIMBS }, (_, limb) => [
      ...[OP.const32, ...signed(BigInt(STATE)), OP.const64, 0, ...store(limb)],
    ]).flat(),
    ...call('multiply', at(STATE, 1), at(STATE, 1), squareOfR),
    ...call('multiply', at(STATE, 2), at(STATE, 2), squareOfR),
    ...rounds,
    ...call('multiply', SPARE, SPARE, one),
  ]
  return [...vector([]), ...code, OP.end]
}

const call = (name: keyof typeof FUNCTION, ...pointers: [number, number, number]): number[] => [
  ...pointers.flatMap((pointer) => [OP.const32, ...signed(BigInt(pointer))]),
  ...[OP.call, FUNCTION[name]],
]

/** Parameters of every function but the first: where to write, and what from. */
const [OUT, LEFT, RIGHT] = [0, 1, 2]
/** Locals after the three parameters: sums by power of 2^29, and limbs of the factors. */
const sumOf = (power: number): number => 3 + power
const leftLimb = (limb: number): number => 3 + 2 * LIMBS + limb
const rightLimb = (limb: number): number => 3 + 3 * LIMBS + limb
const MULTIPLE = 3 + 4 * LIMBS
const LOCALS = vector([[...unsigned(4 * LIMBS + 1), TYPE.i64]])

/** Writes Σ left[i]·right[i]/R over `count` elements that lie one after the other. */
function writeProducts(count: number): number[] {
  const code = Array.from({ length: count }, (_, element) => [
    ...loadLimbs(LEFT, element, leftLimb),
    ...loadLimbs(RIGHT, element, rightLimb),
    ...sumProducts((power) =>
      pairsOf(power).map(([i, j]) => [...get(leftLimb(i)), ...get(rightLimb(j)), OP.multiply64]),
    ),
  ]).flat()
  return [...LOCALS, ...code, ...reduceSums(), OP.end]
}

/** Writes left²/R: limbs that meet twice are multiplied once. */
function writeSquare(): number[] {
  const code = [
    ...loadLimbs(LEFT, 0, leftLimb),
    ...Array.from({ length: LIMBS }, (_, i) => [
      ...[...get(leftLimb(i)), ...get(leftLimb(i)), OP.add64],
      ...[OP.localSet, ...unsigned(rightLimb(i))],
    ]).flat(),
    ...sumProducts((power) =>
      pairsOf(power)
        .filter(([i, j]) => i <= j)
        .map(([i, j]) => [
          ...get(leftLimb(i)),
          ...get(i === j ? leftLimb(j) : rightLimb(j)),
          OP.multiply64,
        ]),
    ),
  ]
  return [...LOCALS, ...code, ...reduceSums(), OP.end]
}

/** Writes left + right, limb by limb. */
function writeAdd(): number[] {
  const code = Array.from({ length: LIMBS }, (_, limb) => [
    ...get(OUT),
    ...[...load(LEFT, limb), ...load(RIGHT, limb), OP.add64],
    ...store(limb),
  ]).flat()
  return [...vector([]), ...code, OP.end]
}

/** Adds to each power's sum the products that belong there. */
function sumProducts(productsOf: (power: number) => number[][]): number[] {
  return Array.from({ length: 2 * LIMBS - 1 }, (_, power) => [
    ...get(sumOf(power)),
    ...productsOf(power).flatMap((product) => [...product, OP.add64]),
    ...[OP.localSet, ...unsigned(sumOf(power))],
  ]).flat()
}

/**
 * Adds, limb by limb, the multiple of p that makes the lowest limb zero, and leaves it away; writes
 * what is left with its carries done.
 */
function reduceSums(): number[] {
  const lower = Array.from({ length: LIMBS }, (_, i) => [
    ...[...get(sumOf(i)), ...mask(), OP.const64, ...signed(NEGATED_INVERSE), OP.multiply64],
    ...[...mask(), OP.localSet, ...unsigned(MULTIPLE)],
    ...LIMBS_OF_FIELD.flatMap((limb, j) => [
      ...[...get(sumOf(i + j)), ...get(MULTIPLE), OP.const64, ...signed(limb), OP.multiply64],
      ...[OP.add64, OP.localSet, ...unsigned(sumOf(i + j))],
    ]),
    ...carry(i),
  ]).flat()
  const upper = Array.from({ length: LIMBS }, (_, limb) => [
    ...get(OUT),
    ...[...get(sumOf(LIMBS + limb)), ...mask()],
    ...store(limb),
    ...(limb < LIMBS - 1 ? carry(LIMBS + limb) : []),
  ]).flat()
  return [...lower, ...upper]
}

const carry = (power: number): number[] => [
  ...[...get(sumOf(power + 1)), ...get(sumOf(power)), OP.const64, ...signed(LIMB_BITS)],
  ...[OP.shiftRight64, OP.add64, OP.localSet, ...unsigned(sumOf(power + 1))],
]

/** The limbs whose product counts 2^(29·power). */
function pairsOf(power: number): [number, number][] {
  return Array.from({ length: LIMBS }, (_, i): [number, number] => [i, power - i]).filter(
    ([, j]) => j >= 0 && j < LIMBS,
  )
}

const get = (local: number): number[] => [OP.localGet, ...unsigned(local)]
const mask = (): number[] => [OP.const64, ...signed(MASK), OP.and64]
/** Aligned to 8 bytes. */
const load = (pointer: number, limb: number): number[] => [
  ...[...get(pointer), OP.load64, 3, ...unsigned(limb * 8)],
]
const store = (limb: number): number[] => [OP.store64, 3, ...unsigned(limb * 8)]
const loadLimbs = (pointer: number, element: number, local: (limb: number) => number): number[] =>
  Array.from({ length: LIMBS }, (_, limb) => [
    ...load(pointer, element * LIMBS + limb),
    ...[OP.localSet, ...unsigned(local(limb))],
  ]).flat()

function section(id: number, items: number[][]): number[] {
  const content = vector(items)
  return [id, ...unsigned(content.length), ...content]
}

function vector(items: readonly (number | number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()]
}

function text(name: string): number[] {
  return vector([...new TextEncoder().encode(name)])
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
}

/** Signed LEB128. */
function signed(value: bigint): number[] {
  const low = Number(value & 0x7fn)
  const rest = value >> 7n
  const last = (rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40)
  return last ? [low] : [low | 0x80, ...signed(rest)]
}

function toLimbs(value: bigint): bigint[] {
  return Array.from({ length: LIMBS }, (_, limb) => (value >> (LIMB_BITS * BigInt(limb))) & MASK)
}

/** Returns a number as it lies in memory. */
function toData(number: bigint): number[] {
  const bytes = new Uint8Array(ELEMENT_BYTES)
  const view = new DataView(bytes.buffer)
  for (const [limb, value] of toLimbs(number).entries()) {
    view.setBigUint64(limb * 8, value, true)
  }
  return [...bytes]
}

/** Newton: every step doubles the bits that are right. */
function invertNegated(value: bigint): bigint {
  let inverse = 1n
  for (let bits = 1; bits < LIMB_BITS; bits *= 2) {
    inverse = (inverse * (2n - value * inverse)) & MASK
  }
  return -inverse & MASK
}
