/** What we use of circom_runtime, which computes witnesses for snarkjs and has no types. */
declare module 'circom_runtime' {
  export function WitnessCalculatorBuilder(instance: WebAssembly.Instance): Promise<{
    /** Returns the values of all wires, in order. */
    calculateWitness(inputs: Readonly<Record<string, unknown>>): Promise<bigint[]>
  }>
}
