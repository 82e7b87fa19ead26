import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Circuit, circuitId, writeMain } from '../circuits.ts'
import { compileProgram } from '../compileProgram.ts'
import { prepareDevelopmentArtifacts } from '../prepareDevelopmentArtifacts.ts'
import { type R1cs, readR1cs } from '../readR1cs.ts'
import { createWitnessCalculator, type WitnessCalculator } from './createWitnessCalculator.ts'

/** A circuit that tests run. */
export type TestedCircuit = {
  readonly r1csFile: Uint8Array
  readonly r1cs: R1cs
  /** Where the compiler was not sure that a signal is bound: the templates that it names, without their parameters. */
  readonly doubted: readonly string[]
  readonly calculateWitness: WitnessCalculator
}

const cache = fileURLToPath(new URL('../../../cache/circuits', import.meta.url))

/**
 * Compiles a circuit, or finds it compiled. Of other templates, where `PSEPHOS_CIRCUIT_TEMPLATES` names a folder: so
 * `scripts/mutate.ts` shows that a test notices when a constraint is missing.
 */
export async function compileForTests(circuit: Circuit): Promise<TestedCircuit> {
  const mutated = process.env['PSEPHOS_CIRCUIT_TEMPLATES']
  const {
    r1cs: path,
    wasm,
    compilerOutput,
  } = mutated === undefined
    ? await prepareDevelopmentArtifacts({ circuit, folder: cache, key: false })
    : await compileMutated(circuit, mutated)
  const r1csFile = await readFile(path)
  return {
    r1csFile,
    r1cs: readR1cs(r1csFile),
    doubted: readDoubted(await readFile(compilerOutput, 'utf8')),
    calculateWitness: await createWitnessCalculator(await readFile(wasm)),
  }
}

async function compileMutated(
  circuit: Circuit,
  templates: string,
): Promise<{ r1cs: string; wasm: string; compilerOutput: string }> {
  const name = circuitId(circuit)
  const folder = join(templates, 'build')
  const compilerOutput = join(folder, `${name}.compiler.txt`)
  await writeFile(
    compilerOutput,
    await compileProgram({ name, program: writeMain(circuit), folder, templates }),
  )
  return {
    r1cs: join(folder, `${name}.r1cs`),
    wasm: join(folder, `${name}.wasm`),
    compilerOutput,
  }
}

function readDoubted(compilerOutput: string): string[] {
  const names = compilerOutput.matchAll(/warning.*In template "([^"(]+)/g)
  return [...new Set(Array.from(names, ([, name = '']) => name))].sort()
}
