import { CeremonyError } from './CeremonyError.ts'
import { readKeyFile } from './ceremonyFolder.ts'
import { checkKey } from './checkKey.ts'
import { sha256 } from './hashBytes.ts'
import type { Points } from './loadPoints.ts'
import { listSteps, type Transcript } from './parseTranscript.ts'
import { type ProvingKey, readProvingKey } from './readProvingKey.ts'
import { MalformedFileError } from './readSections.ts'

/** What {@link checkChain} takes. */
export type CheckChainParameters = {
  folder: string
  transcript: Transcript
  points: Points
  signal?: AbortSignal | undefined
}

/** The first key of a ceremony and the newest one. */
export type Chain = { readonly first: ChainKey; readonly last: ChainKey }

/** A key of a ceremony; its hash is the SHA-256 of its bytes. */
export type ChainKey = {
  readonly bytes: Uint8Array
  readonly key: ProvingKey
  readonly hash: string
}

/**
 * Checks that every key of a ceremony goes on from the one before, as the transcript says: all that takes no powers of tau.
 * @throws {@link CeremonyError} `INITIAL_KEY_DIFFERS`, `CONTRIBUTION_INVALID`, `CEREMONY_INCOMPLETE`.
 */
export async function checkChain({
  folder,
  transcript,
  points,
  signal,
}: CheckChainParameters): Promise<Chain> {
  const bytes = await readKeyFile(folder, 0)
  const initial = readInitial(bytes, transcript)
  const first = { bytes, key: initial, hash: transcript.initial }
  let last: ChainKey = first
  for (const [index, step] of listSteps(transcript).entries()) {
    signal?.throwIfAborted()
    const number = index + 1
    const bytes = await readKeyFile(folder, number)
    const { key: previous, hash: previousHash } = last
    const key = checkKey({ bytes, step, number, previous, previousHash, initial, points })
    last = { bytes, key, hash: step.after }
  }
  return { first, last }
}

function readInitial(bytes: Uint8Array, transcript: Transcript): ProvingKey {
  if (sha256(bytes) !== transcript.initial) {
    throw differingInitialKey('is not the one that the transcript speaks of')
  }
  try {
    const key = readProvingKey(bytes)
    if (key.contributions.length > 0) throw differingInitialKey('has contributions')
    return key
  } catch (error) {
    if (error instanceof MalformedFileError) throw differingInitialKey(error.message)
    throw error
  }
}

/** Returns the error for a first key that is wrong. */
export function differingInitialKey(reason: string): CeremonyError {
  return new CeremonyError({
    code: 'INITIAL_KEY_DIFFERS',
    message: `The first key, 0000.zkey, ${reason}.`,
    details: { reason },
  })
}
