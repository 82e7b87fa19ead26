import { readFileSync } from 'node:fs'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { voting } from './voting.ts'

/** The inputs of Semaphore's circuit of depth 20. */
export type CircuitInputs = {
  secret: bigint
  merkleProofLength: number
  merkleProofIndex: number
  merkleProofSiblings: readonly bigint[]
  message: bigint
  scope: bigint
}

/** What it makes public of them. */
export type CircuitOutputs = { root: bigint; nullifier: bigint }

/** What circom gives a compiled circuit to be called by; words are of 32 bits. */
type Circuit = {
  init: (sanityCheck: number) => void
  getFieldNumLen32: () => number
  writeSharedRWMemory: (word: number, value: number) => void
  readSharedRWMemory: (word: number) => number
  setInputSignal: (hashHigh: number, hashLow: number, position: number) => void
  getWitness: (index: number) => void
}

/**
 * Runs Semaphore's own circuit, as it is proved, and returns its public outputs: without a proof it
 * takes milliseconds.
 * @throws when the inputs do not satisfy the circuit.
 */
export function createSemaphoreCircuit(): (inputs: CircuitInputs) => CircuitOutputs {
  const module = new WebAssembly.Module(readFileSync(voting.artifacts.wasm))
  return (inputs) => {
    const circuit = instantiate(module)
    const words = circuit.getFieldNumLen32()
    circuit.init(0)
    for (const [name, value] of Object.entries(inputs)) {
      const hash = hashName(name)
      for (const [position, element] of [value].flat().entries()) {
        const number = BigInt(element) % SNARK_SCALAR_FIELD
        for (let word = 0; word < words; word += 1) {
          circuit.writeSharedRWMemory(word, Number((number >> BigInt(32 * word)) & 0xffffffffn))
        }
        circuit.setInputSignal(Number(hash >> 32n), Number(hash & 0xffffffffn), position)
      }
    }
    const read = (index: number) => {
      circuit.getWitness(index)
      let number = 0n
      for (let word = words - 1; word >= 0; word -= 1) {
        number = (number << 32n) | BigInt(circuit.readSharedRWMemory(word) >>> 0)
      }
      return number
    }
    // The constant 1 comes first, then the outputs.
    return { root: read(1), nullifier: read(2) }
  }
}

function instantiate(module: WebAssembly.Module): Circuit {
  const silent = () => undefined
  const { exports } = new WebAssembly.Instance(module, {
    runtime: {
      exceptionHandler: (code: number) => {
        throw new Error(`The circuit refuses its inputs: ${code}.`)
      },
      printErrorMessage: silent,
      writeBufferMessage: silent,
      showSharedRWMemory: silent,
    },
  })
  const call =
    (name: string) =>
    (...numbers: number[]): number => {
      const found: unknown = exports[name]
      if (typeof found !== 'function') throw new Error(`The circuit has no ${name}.`)
      return Number(found(...numbers) ?? 0)
    }
  return {
    init: call('init'),
    getFieldNumLen32: call('getFieldNumLen32'),
    writeSharedRWMemory: call('writeSharedRWMemory'),
    readSharedRWMemory: call('readSharedRWMemory'),
    setInputSignal: call('setInputSignal'),
    getWitness: call('getWitness'),
  }
}

/** FNV-1a of 64 bits, by which a circuit knows its signals. */
function hashName(name: string): bigint {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(name)) {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn
  }
  return hash
}
