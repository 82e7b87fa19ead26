/** The functions that we call of ffjavascript's WebAssembly for BN254 (which it calls bn128). */
const functionNames = [
  'f1m_mul',
  'f1m_neg',
  'f1m_toMontgomery',
  'f2m_conjugate',
  'f2m_mul',
  'f2m_mul1',
  'f2m_add',
  'f2m_eq',
  'f2m_isZero',
  'f2m_neg',
  'f2m_square',
  'f2m_sub',
  'ftm_isOne',
  'ftm_mul',
  'ftm_one',
  'ftm_square',
  'g1m_add',
  'g1m_addMixed',
  'g1m_double',
  'g1m_inCurveAffine',
  'g1m_isZero',
  'g1m_multiexpAffine',
  'g1m_neg',
  'g1m_zero',
  'g2m_inCurveAffine',
  'bn128__mulBy024',
  'bn128_finalExponentiation',
  'bn128_prepareG1',
] as const

type CurveFunction = (...parameters: number[]) => number

/** An address in the memory of the curve's WebAssembly. */
export type Pointer = number

/** How many bytes things take; an affine point is two coordinates, a Jacobian one three. */
export const bytesOf = {
  scalar: 32,
  coordinate: 32,
  g1Affine: 64,
  g1Jacobian: 96,
  twistCoordinate: 64,
  g2Affine: 128,
  /** An element of the field of degree 12, where pairings have their values. */
  target: 384,
} as const

/** BN254 in WebAssembly, on the thread that calls it. Results come last among parameters. */
export type Curve = {
  readonly wasm: Readonly<Record<(typeof functionNames)[number], CurveFunction>>
  /** Takes memory for good. */
  allocate(bytes: number): Pointer
  /** Writes a whole number below 2^256. */
  writeScalar(pointer: Pointer, value: bigint): void
  /** Writes an element of the base field, in the form in which the curve computes (Montgomery's). */
  writeCoordinate(pointer: Pointer, value: bigint): void
  writeBytes(pointer: Pointer, bytes: Uint8Array): void
  copy(from: Pointer, to: Pointer, length: number): void
  /** Returns a copy. */
  readBytes(pointer: Pointer, length: number): Uint8Array
}

/**
 * Builds the curve (about a third of a second). ffjavascript is only read here, so that who imports
 * the library for something else does not carry it.
 */
export async function loadCurve(): Promise<Curve> {
  // ffjavascript empties this name when it is read. Another copy of it, snarkjs's own, may keep its
  // threads there, which could then no longer be ended.
  const kept: unknown = Reflect.get(globalThis, 'curve_bn128')
  const { buildBn128 } = await import('ffjavascript')
  if (kept && !Reflect.get(globalThis, 'curve_bn128')) Reflect.set(globalThis, 'curve_bn128', kept)

  const { tm } = await buildBn128(true)
  const bytes = new Uint8Array(tm.memory.buffer)
  const view = new DataView(tm.memory.buffer)
  const functions = new Map(functionNames.map((name) => [name, tm.instance.exports[name]]))
  const missing = functionNames.filter((name) => typeof functions.get(name) !== 'function')
  if (missing.length > 0) throw new Error(`ffjavascript has no ${missing.join(', ')}.`)
  const wasm = Object.fromEntries(functions) as Curve['wasm']

  function writeScalar(pointer: Pointer, value: bigint): void {
    for (let limb = 0; limb < 4; limb++) {
      view.setBigUint64(pointer + 8 * limb, BigInt.asUintN(64, value >> BigInt(64 * limb)), true)
    }
  }
  return {
    wasm,
    allocate(length) {
      const pointer = tm.alloc(length)
      if (pointer + length > bytes.length) throw new RangeError('The curve has no memory left.')
      return pointer
    },
    writeScalar,
    writeCoordinate(pointer, value) {
      writeScalar(pointer, value)
      wasm.f1m_toMontgomery(pointer, pointer)
    },
    writeBytes: (pointer, source) => bytes.set(source, pointer),
    copy: (from, to, length) => bytes.copyWithin(to, from, from + length),
    readBytes: (pointer, length) => bytes.slice(pointer, pointer + length),
  }
}
