import { mkdir } from 'node:fs/promises'
import { CeremonyError } from './CeremonyError.ts'
import { commitStep, hasTranscript } from './ceremonyFolder.ts'
import { type CeremonyCircuit, createInitialKey, readConstraints } from './createInitialKey.ts'
import { sha256 } from './hashBytes.ts'
import type { Transcript } from './parseTranscript.ts'
import { readPowersOfTau } from './readPowersOfTau.ts'
import { withLock } from './withLock.ts'

/** What {@link initialiseCeremony} takes. */
export type InitialiseCeremonyParameters = {
  /** Where the ceremony is to be; made if it is missing. */
  folder: string
  circuit: CeremonyCircuit
  /** The file of powers of tau, prepared for the second phase. */
  powersOfTau: string
}

/**
 * Begins a ceremony: writes the first key and a transcript without contributions. The same circuit and powers give the same bytes.
 * @throws {@link CeremonyError} `POWERS_OF_TAU_UNFIT`, `CEREMONY_EXISTS`, `CEREMONY_BUSY`.
 */
export async function initialiseCeremony({
  folder,
  circuit,
  powersOfTau: path,
}: InitialiseCeremonyParameters): Promise<Transcript> {
  const powersOfTau = await readPowersOfTau(path)
  const r1cs = await readConstraints({ circuit })
  await mkdir(folder, { recursive: true })
  return withLock({
    folder,
    action: async (lock) => {
      if (await hasTranscript(folder)) {
        throw new CeremonyError({
          code: 'CEREMONY_EXISTS',
          message: `There is a ceremony in ${folder} already.`,
          details: { folder },
        })
      }
      const key = await createInitialKey({ r1cs, powersOfTau })
      const { sha256: hash, blake2b, power } = powersOfTau
      const transcript: Transcript = {
        version: 1,
        circuit: circuit.id,
        compiler: circuit.compiler,
        r1cs: sha256(r1cs),
        powersOfTau: { sha256: hash, blake2b, power },
        initial: sha256(key),
        contributions: [],
        beacon: null,
      }
      await commitStep({ folder, lock, number: 0, key, transcript })
      return transcript
    },
  })
}
