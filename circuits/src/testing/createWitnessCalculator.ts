import { WitnessCalculatorBuilder } from 'circom_runtime'

/** Returns the values of all wires. @throws when the inputs do not satisfy the circuit. */
export type WitnessCalculator = (inputs: Readonly<Record<string, unknown>>) => Promise<bigint[]>

/** circom's number for an assertion that does not hold; others say that the inputs are not the circuit's. */
const ASSERTION_FAILED = 4

/** Prepares a compiled circuit to be run many times; what it prints is left out. */
export async function createWitnessCalculator(
  wasm: Uint8Array<ArrayBuffer>,
): Promise<WitnessCalculator> {
  const module = await WebAssembly.compile(wasm)
  const silent = () => undefined
  const runtime = {
    exceptionHandler: (code: number) => {
      throw new Error(code === ASSERTION_FAILED ? 'Constraint unsatisfied' : `Bad inputs: ${code}`)
    },
    printErrorMessage: silent,
    writeBufferMessage: silent,
    showSharedRWMemory: silent,
  }
  return async (inputs) => {
    const instance = await WebAssembly.instantiate(module, { runtime })
    return (await WitnessCalculatorBuilder(instance)).calculateWitness(inputs)
  }
}
