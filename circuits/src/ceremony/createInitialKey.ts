import { readFile } from 'node:fs/promises'
import * as snarkjs from 'snarkjs'
import { readR1cs } from '../readR1cs.ts'
import { CeremonyError } from './CeremonyError.ts'
import { sha256 } from './hashBytes.ts'
import type { PowersOfTau } from './readPowersOfTau.ts'

/** A circuit that keys are made for. */
export type CeremonyCircuit = {
  /** The circuit's name and class: `secret-ballot-4`. */
  readonly id: string
  /** The compiler and its settings. */
  readonly compiler: string
  /** The file of its constraints. */
  readonly r1cs: string
  /** The file that computes the witness. */
  readonly wasm: string
}

/** What {@link createInitialKey} takes. */
export type CreateInitialKeyParameters = { r1cs: Uint8Array; powersOfTau: PowersOfTau }

/**
 * Makes the proving key that a ceremony begins with, without any contribution. The same constraints and powers give the same bytes.
 * @throws {@link CeremonyError} `POWERS_OF_TAU_UNFIT` when the powers are too few for the circuit.
 */
export async function createInitialKey({
  r1cs,
  powersOfTau,
}: CreateInitialKeyParameters): Promise<Uint8Array> {
  const { constraints, publicCount } = readR1cs(r1cs)
  const needed = Math.floor(Math.log2(constraints.length + publicCount)) + 1
  if (needed > powersOfTau.power) {
    throw new CeremonyError({
      code: 'POWERS_OF_TAU_UNFIT',
      message: `The powers of tau are too few: the circuit's ${constraints.length} constraints and ${publicCount} public signals take a file of the power ${needed}, and this one is of ${powersOfTau.power}.`,
      details: { needed, power: powersOfTau.power },
    })
  }
  const file: { type: 'mem'; data?: Uint8Array } = { type: 'mem' }
  const result = await snarkjs.zKey.newZKey(memory(r1cs), memory(powersOfTau.bytes), file)
  if (result === -1 || file.data === undefined) throw new Error('snarkjs made no key.')
  return file.data
}

/**
 * Returns the constraints of a circuit.
 * @throws {@link CeremonyError} `CIRCUIT_DIFFERS` when they are not those that a ceremony is about.
 */
export async function readConstraints({
  circuit,
  expected,
}: {
  circuit: CeremonyCircuit
  /** What the ceremony says of its circuit, if there is one yet. */
  expected?: { readonly circuit: string; readonly r1cs: string }
}): Promise<Uint8Array> {
  const bytes = await readFile(circuit.r1cs)
  const hash = sha256(bytes)
  if (expected !== undefined && (expected.circuit !== circuit.id || expected.r1cs !== hash)) {
    throw new CeremonyError({
      code: 'CIRCUIT_DIFFERS',
      message: `The ceremony is for ${expected.circuit} with the constraints ${expected.r1cs}; compiled here, ${circuit.id} has ${hash}.`,
      details: { expected: expected.r1cs, found: hash },
    })
  }
  return bytes
}

/** Returns bytes as a file that snarkjs reads. */
export function memory(data: Uint8Array): { type: 'mem'; data: Uint8Array } {
  return { type: 'mem', data }
}
