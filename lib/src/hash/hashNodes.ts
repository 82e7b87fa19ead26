import { poseidon2 } from 'poseidon-lite/poseidon2'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import {
  createPoseidonModule,
  POSEIDON_LAYOUT,
  type PoseidonExports,
} from './createPoseidonModule.ts'
import { createPoseidonParameters } from './createPoseidonParameters.ts'

/** Returns Poseidon of two nodes, both below the scalar field. */
export type HashNodes = (left: bigint, right: bigint) => bigint

/** The one hash of this process, made at its first use. */
let hash: HashNodes | undefined

/**
 * Returns Poseidon of two nodes, as Semaphore's circuit has it: in WebAssembly, and where that may
 * not run (a page's policy without `wasm-unsafe-eval`), several times slower, in JavaScript.
 */
export function hashNodes(left: bigint, right: bigint): bigint {
  hash ??= createWasmHash() ?? ((a, b) => poseidon2([a, b]))
  return hash(left, right)
}

/** Returns Poseidon in WebAssembly, or null where WebAssembly may not run. */
export function createWasmHash(): HashNodes | null {
  const { limbs, limbBits, inputs, hash: output } = POSEIDON_LAYOUT
  const exports = instantiate()
  if (exports === null) return null
  const view = (start: number, elements: number): BigUint64Array =>
    new BigUint64Array(exports.memory.buffer, start, elements * limbs)
  const [words, result] = [view(inputs, 2), view(output, 1)]
  const mask = (1n << limbBits) - 1n
  const shifts = Array.from({ length: limbs }, (_, limb) => BigInt(limb) * limbBits)
  const write = (value: bigint, start: number): void => {
    for (let limb = 0; limb < limbs; limb++) {
      words[start + limb] = (value >> (shifts[limb] as bigint)) & mask
    }
  }
  return (left, right) => {
    write(left, 0)
    write(right, limbs)
    exports.hash()
    let value = 0n
    for (let limb = limbs - 1; limb >= 0; limb--) {
      value = (value << limbBits) | (result[limb] as bigint)
    }
    return value < SNARK_SCALAR_FIELD ? value : value - SNARK_SCALAR_FIELD
  }
}

function instantiate(): PoseidonExports | null {
  try {
    const module = new WebAssembly.Module(createPoseidonModule(createPoseidonParameters()))
    return new WebAssembly.Instance(module).exports as PoseidonExports
  } catch {
    return null
  }
}
