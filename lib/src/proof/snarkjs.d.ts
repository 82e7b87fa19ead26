/** What we use of snarkjs, which has no types. Files may be paths or held in memory. */
declare module 'snarkjs' {
  type File = string | { type: 'mem'; data?: Uint8Array }
  type Inputs = Readonly<Record<string, unknown>>
  type Groth16Proof = {
    pi_a: [string, string, string]
    pi_b: [[string, string], [string, string], [string, string]]
    pi_c: [string, string, string]
  }

  export const wtns: {
    calculate(inputs: Inputs, wasm: File, witness: File): Promise<void>
    exportJson(witness: File): Promise<bigint[]>
  }
  export const groth16: {
    fullProve(
      inputs: Inputs,
      wasm: File | Uint8Array,
      zkey: File | Uint8Array,
    ): Promise<{ proof: Groth16Proof; publicSignals: string[] }>
    prove(zkey: File, witness: File): Promise<{ proof: Groth16Proof; publicSignals: string[] }>
    verify(key: unknown, publicSignals: readonly string[], proof: Groth16Proof): Promise<boolean>
  }
  export const zKey: {
    exportVerificationKey(zkey: File): Promise<Record<string, unknown>>
    /** Resolves to the hash of the circuit, or to -1 when the powers of tau do not fit it. */
    newZKey(r1cs: File, powersOfTau: File, zkey: File): Promise<Uint8Array | -1>
    /** Resolves to the hash of the contribution. */
    contribute(last: File, next: File, name: string, entropy: string): Promise<Uint8Array>
    /** The same; false when value or iterations are out of range. */
    beacon(
      last: File,
      next: File,
      name: string,
      value: string,
      iterations: number,
    ): Promise<Uint8Array | false>
    verifyFromInit(initial: File, powersOfTau: File, zkey: File): Promise<boolean>
  }
  export const powersOfTau: {
    newAccumulator(curve: Curve, power: number, file: File): Promise<unknown>
    contribute(last: File, next: File, name: string, entropy: string): Promise<unknown>
    preparePhase2(last: File, next: File): Promise<unknown>
    /** Writes `<template>02.ptau` and so on, for each power below that of the file. */
    truncate(file: File, template: string): Promise<unknown>
  }

  /** A group of a curve: points are affine, two coordinates in Montgomery form, or what its functions return. */
  type Group = {
    isValid(point: Uint8Array): boolean
    isZero(point: Uint8Array): boolean
    timesScalar(point: Uint8Array, scalar: bigint): Uint8Array
    toRprUncompressed(destination: Uint8Array, offset: number, point: Uint8Array): void
  }
  type Curve = { readonly G1: Group; readonly G2: Group }
  export const curves: {
    /** The same for all that ask in one process, and its threads with it. */
    getCurveFromName(name: 'bn128'): Promise<Curve>
  }
}
