import { fileURLToPath } from 'node:url'
import definitions from '../../circuits.json' with { type: 'json' }
import { type Circuit, circuitClasses, circuitId, circuitNames } from '../circuits.ts'
import { prepareDevelopmentArtifacts } from '../prepareDevelopmentArtifacts.ts'
import { CeremonyError } from './CeremonyError.ts'
import { type CeremonyCircuit, readConstraints } from './createInitialKey.ts'

/** What {@link compileCeremonyCircuit} takes. */
export type CompileCeremonyCircuitParameters = {
  /** The circuit's name and class: `secret-ballot-4`. */
  id: string
  /** What was compiled once is found there again. */
  folder?: string
  /** Is told when the compiler begins, which takes some seconds. */
  onCompile?: () => void
}

const cache = fileURLToPath(new URL('../../../cache/circuits', import.meta.url))

/** The circuits that a ceremony can be for. */
export const ceremonyCircuits: readonly string[] = listCircuits().map(circuitId)

/**
 * Compiles a circuit from the templates here; its constraints are those that `circuits.json` lists, where it does.
 * @throws {@link CeremonyError} `CIRCUIT_UNKNOWN`, `CIRCUIT_DIFFERS`.
 */
export async function compileCeremonyCircuit({
  id,
  folder = cache,
  onCompile,
}: CompileCeremonyCircuitParameters): Promise<CeremonyCircuit> {
  const circuit = listCircuits().find((each) => circuitId(each) === id)
  if (circuit === undefined) {
    throw new CeremonyError({
      code: 'CIRCUIT_UNKNOWN',
      message: `There is no circuit ${id}. Those are: ${ceremonyCircuits.join(', ')}.`,
      details: { circuit: id },
    })
  }
  const { r1cs, wasm } = await prepareDevelopmentArtifacts({
    circuit,
    folder,
    key: false,
    onProgress: () => onCompile?.(),
  })
  const compiled = { id, compiler: definitions.compiler, r1cs, wasm }
  const listed = definitions.circuits[circuit.name].r1cs[circuit.circuitClass]
  if (listed !== '') {
    await readConstraints({ circuit: compiled, expected: { circuit: id, r1cs: listed } })
  }
  return compiled
}

function listCircuits(): readonly Circuit[] {
  return circuitClasses.flatMap((circuitClass) =>
    circuitNames.map((name) => ({ name, circuitClass })),
  )
}
