import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type CircuitClass, type CircuitName, prepareDevelopmentArtifacts } from '@psephos/circuits'
import { type CircuitKey, parseCircuitKey } from '@psephos/lib'

/** A circuit with its development keys: files to prove with, and the key to verify with. */
export interface TestCircuit {
  readonly artifacts: { readonly wasm: string; readonly zkey: string }
  readonly key: CircuitKey
}

const folder = fileURLToPath(new URL('../../../cache/circuits', import.meta.url))

/** Returns a circuit of a class, which is compiled and set up if that was not done before: half a minute. */
export async function prepareCircuit(
  name: CircuitName,
  circuitClass: CircuitClass,
): Promise<TestCircuit> {
  const { wasm, zkey, verificationKey } = await prepareDevelopmentArtifacts({
    circuit: { name, circuitClass },
    folder,
  })
  const key = parseCircuitKey(JSON.parse(await readFile(verificationKey, 'utf8')))
  return { artifacts: { wasm, zkey }, key }
}
