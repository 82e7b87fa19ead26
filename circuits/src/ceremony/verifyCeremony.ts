import * as snarkjs from 'snarkjs'
import { CeremonyError } from './CeremonyError.ts'
import { readKeyFile, readTranscript } from './ceremonyFolder.ts'
import { checkChain, differingInitialKey } from './checkChain.ts'
import { invalidContribution } from './checkKey.ts'
import {
  type CeremonyCircuit,
  createInitialKey,
  memory,
  readConstraints,
} from './createInitialKey.ts'
import { sha256 } from './hashBytes.ts'
import { loadPoints } from './loadPoints.ts'
import { listSteps, type Transcript } from './parseTranscript.ts'
import { type PowersOfTau, readPowersOfTau } from './readPowersOfTau.ts'

/** What {@link verifyCeremony} takes. */
export type VerifyCeremonyParameters = {
  folder: string
  /** The circuit, compiled by whoever verifies. */
  circuit: CeremonyCircuit
  /** The file of powers of tau. */
  powersOfTau: string
  /** An earlier transcript: the ceremony must go on from it. */
  earlier?: Transcript | undefined
  /** The hash of a contribution that must be in it: 128 hex digits. */
  contribution?: string | undefined
  /** Is told which key is being verified; 0 is the first. */
  onProgress?: ((progress: { done: number; total: number }) => void) | undefined
  signal?: AbortSignal | undefined
}

/** A ceremony in which everything is right. */
export type VerifiedCeremony = {
  readonly transcript: Transcript
  readonly powersOfTau: PowersOfTau
  /** The constraints. */
  readonly r1cs: Uint8Array
  /** The newest key. */
  readonly key: Uint8Array
}

/**
 * Verifies a ceremony from nothing: the constraints and the powers of tau are those it names, the first key is what they give, byte
 * for byte, and every later key goes on from the one before with one contribution whose maker knew its secret.
 * It does not show who the contributors are, that they forgot their secrets, or when the beacon's value became known.
 * @throws {@link CeremonyError} that names what is wrong, and with which contribution.
 */
export async function verifyCeremony({
  folder,
  circuit,
  powersOfTau: path,
  earlier,
  contribution,
  onProgress,
  signal,
}: VerifyCeremonyParameters): Promise<VerifiedCeremony> {
  const transcript = await readTranscript(folder)
  if (earlier !== undefined) checkContinuation(earlier, transcript)
  if (contribution !== undefined) checkIncludes(contribution, transcript)
  const r1cs = await readConstraints({ circuit, expected: transcript })
  const powersOfTau = await readPowersOfTau(path)
  checkPowersOfTau(powersOfTau, transcript)
  const total = listSteps(transcript).length
  onProgress?.({ done: 0, total })
  const points = await loadPoints()
  // What is quickly found comes first: the pairings of a key take seconds.
  const { first, last } = await checkChain({ folder, transcript, points, signal })
  const initial = await createInitialKey({ r1cs, powersOfTau })
  if (Buffer.compare(initial, first.bytes) !== 0) {
    throw differingInitialKey('is not what the constraints and the powers of tau give')
  }
  for (const [index, step] of listSteps(transcript).entries()) {
    signal?.throwIfAborted()
    const number = index + 1
    const bytes = number === total ? last.bytes : await readKeyFile(folder, number)
    if (sha256(bytes) !== step.after) {
      const reason = 'has a file that changed while it was verified'
      throw invalidContribution({ step, number, reason })
    }
    const isValid = await snarkjs.zKey.verifyFromInit(
      memory(initial),
      memory(powersOfTau.bytes),
      memory(bytes),
    )
    if (!isValid) {
      const reason =
        'is not made with one secret that its maker knew: its proof, or the points of sections 8 and 9, are wrong'
      throw invalidContribution({ step, number, reason })
    }
    onProgress?.({ done: number, total })
  }
  return { transcript, powersOfTau, r1cs, key: last.bytes }
}

function checkPowersOfTau(found: PowersOfTau, transcript: Transcript): void {
  const { powersOfTau: expected } = transcript
  const { sha256: hash, blake2b, power } = found
  const isSame = blake2b === expected.blake2b && power === expected.power
  if (hash === expected.sha256 && isSame) return
  throw new CeremonyError({
    code: 'POWERS_OF_TAU_DIFFER',
    message: `The ceremony began with powers of tau whose SHA-256 is ${expected.sha256}; that of this file is ${hash}.`,
    details: { expected: expected.sha256, found: hash },
  })
}

function checkContinuation(earlier: Transcript, transcript: Transcript): void {
  const before = listSteps(earlier)
  const now = listSteps(transcript)
  const shortened = { ...transcript, contributions: now.slice(0, before.length), beacon: null }
  const same = { ...earlier, contributions: before, beacon: null }
  // Both were parsed into the same fields in the same order.
  if (JSON.stringify(shortened) === JSON.stringify(same)) return
  const at = before.findIndex((step, index) => step.after !== now[index]?.after)
  throw new CeremonyError({
    code: 'TRANSCRIPT_DIFFERS',
    message:
      at < 0
        ? 'This is another ceremony than that of the earlier transcript.'
        : `The ceremony does not go on from the earlier transcript: contribution ${at + 1} (${before[at]?.name}) is dropped or replaced.`,
    details: at < 0 ? {} : { contribution: at + 1 },
  })
}

function checkIncludes(contribution: string, transcript: Transcript): void {
  const wanted = contribution.replace(/\s/g, '').toLowerCase()
  if (listSteps(transcript).some(({ hash }) => hash === wanted)) return
  throw new CeremonyError({
    code: 'CONTRIBUTION_MISSING',
    message: 'The contribution with that hash is not in this ceremony.',
    details: { hash: wanted },
  })
}
