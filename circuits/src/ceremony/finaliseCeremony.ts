import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as snarkjs from 'snarkjs'
import { CeremonyError } from './CeremonyError.ts'
import { readTranscript, writeWhole } from './ceremonyFolder.ts'
import { memory } from './createInitialKey.ts'
import { sha256 } from './hashBytes.ts'
import { type VerifyCeremonyParameters, verifyCeremony } from './verifyCeremony.ts'
import { withLock } from './withLock.ts'

/** What {@link finaliseCeremony} takes. */
export type FinaliseCeremonyParameters = VerifyCeremonyParameters & {
  /** Where the files are written; the ceremony's folder by default. */
  out?: string | undefined
}

/** A file that a ceremony ends in. */
export type FinalFile = { readonly file: string; readonly sha256: string }

/**
 * Verifies a whole ceremony and writes what a vote takes of it: `<circuit>.zkey`, `<circuit>.verification-key.json`,
 * `<circuit>.wasm`, and last `<circuit>.sha256` with the hashes of the three. Run again it writes the same bytes.
 * @throws {@link CeremonyError} `CEREMONY_OUT_OF_ORDER` before the beacon, and what {@link verifyCeremony} does.
 */
export async function finaliseCeremony({
  out,
  ...parameters
}: FinaliseCeremonyParameters): Promise<readonly FinalFile[]> {
  const { folder, circuit } = parameters
  const { beacon } = await readTranscript(folder)
  if (beacon === null) {
    throw new CeremonyError({
      code: 'CEREMONY_OUT_OF_ORDER',
      message: 'A ceremony ends with its beacon, and this one has none yet.',
    })
  }
  return withLock({
    folder,
    action: async () => {
      const { key } = await verifyCeremony(parameters)
      const verificationKey = await snarkjs.zKey.exportVerificationKey(memory(key))
      const contents: readonly (readonly [name: string, bytes: Uint8Array])[] = [
        [`${circuit.id}.zkey`, key],
        [
          `${circuit.id}.verification-key.json`,
          new TextEncoder().encode(`${JSON.stringify(verificationKey, null, 2)}\n`),
        ],
        [`${circuit.id}.wasm`, await readFile(circuit.wasm)],
      ]
      const files = contents.map(([name, bytes]) => ({ name, bytes, hash: sha256(bytes) }))
      const home = out ?? folder
      for (const { name, bytes } of files) await writeWhole(join(home, name), bytes)
      const sums = files.map(({ name, hash }) => `${hash}  ${name}\n`).join('')
      await writeWhole(join(home, `${circuit.id}.sha256`), sums)
      return files.map(({ name, hash }) => ({ file: join(home, name), sha256: hash }))
    },
  })
}
