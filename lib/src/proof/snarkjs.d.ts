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
  }
}
