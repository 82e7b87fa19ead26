import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type CircuitKey, type OptionClass, parseCircuitKey } from '@psephos/lib'
import type { SecretCircuit, ServedCircuits } from '../secret/ServedCircuits.ts'

/** What {@link prepareSecretCircuits} takes. */
export interface PrepareSecretCircuitsParameters {
  /** For how many options; 4 alone if absent. */
  readonly classes?: readonly OptionClass[] | undefined
  /** Called when something has to be made, which takes some ten seconds each. */
  readonly onProgress?: ((step: string) => void) | undefined
}

/** Circuits with development keys. */
export interface DevelopmentCircuits extends ServedCircuits {
  readonly keyOf: (circuit: SecretCircuit, optionClass: OptionClass) => CircuitKey | null
  /** For the ballot box: the keys of each class. */
  readonly keys: ReadonlyMap<
    OptionClass,
    { readonly ballot: CircuitKey; readonly share: CircuitKey }
  >
}

/** What was made once is found there again. */
const folder = fileURLToPath(new URL('../../../cache/circuits', import.meta.url))

/** Returns circuits of secret ballots with keys for which anybody can forge ballots. */
export async function prepareSecretCircuits({
  classes = [4],
  onProgress,
}: PrepareSecretCircuitsParameters = {}): Promise<DevelopmentCircuits> {
  // Only whoever develops has it.
  const { prepareDevelopmentArtifacts } = await import('@psephos/circuits')
  const files = new Map<string, string>()
  const keys = new Map<OptionClass, { ballot: CircuitKey; share: CircuitKey }>()
  const prepare = async (name: SecretCircuit, circuitClass: OptionClass): Promise<CircuitKey> => {
    const { wasm, zkey, verificationKey } = await prepareDevelopmentArtifacts({
      circuit: { name, circuitClass },
      folder,
      onProgress: (step) =>
        onProgress?.(
          `${step === 'compile' ? 'Compiling' : 'Making a development key for'} ${name}-${circuitClass}`,
        ),
    })
    files.set(`${name}-${circuitClass}.wasm`, wasm).set(`${name}-${circuitClass}.zkey`, zkey)
    return parseCircuitKey(JSON.parse(await readFile(verificationKey, 'utf8')))
  }
  for (const each of classes) {
    keys.set(each, {
      ballot: await prepare('secret-ballot', each),
      share: await prepare('decryption-share', each),
    })
  }
  return {
    files,
    keys,
    keyOf: (circuit, optionClass) =>
      keys.get(optionClass)?.[circuit === 'secret-ballot' ? 'ballot' : 'share'] ?? null,
  }
}
