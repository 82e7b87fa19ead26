import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CeremonyError } from './CeremonyError.ts'
import { formatTranscript, parseTranscript, type Transcript } from './parseTranscript.ts'
import type { Lock } from './withLock.ts'

const TRANSCRIPT = 'transcript.json'

/** Returns the name of a key in a ceremony's folder: `0003.zkey` after three contributions. */
export function keyFileName(number: number): string {
  return `${String(number).padStart(4, '0')}.zkey`
}

/**
 * Returns a ceremony's transcript.
 * @throws {@link CeremonyError} `CEREMONY_INCOMPLETE` when the folder has none, `TRANSCRIPT_MALFORMED` when it is none.
 */
export async function readTranscript(folder: string): Promise<Transcript> {
  const bytes = await readWhole(join(folder, TRANSCRIPT))
  if (bytes === null) {
    throw new CeremonyError({
      code: 'CEREMONY_INCOMPLETE',
      message: `There is no ceremony in ${folder}: it has no ${TRANSCRIPT}.`,
      details: { folder },
    })
  }
  return parseTranscript(bytes.toString('utf8'))
}

/** Says whether a folder holds a ceremony. */
export async function hasTranscript(folder: string): Promise<boolean> {
  return (await readWhole(join(folder, TRANSCRIPT))) !== null
}

/**
 * Returns a key of a ceremony.
 * @throws {@link CeremonyError} `CEREMONY_INCOMPLETE` when it is missing.
 */
export async function readKeyFile(folder: string, number: number): Promise<Uint8Array> {
  const bytes = await readWhole(join(folder, keyFileName(number)))
  if (bytes !== null) return bytes
  throw new CeremonyError({
    code: 'CEREMONY_INCOMPLETE',
    message: `The key ${keyFileName(number)} is missing: copy the whole folder of the ceremony.`,
    details: { file: keyFileName(number) },
  })
}

/** What {@link commitStep} takes. */
export type CommitStepParameters = {
  folder: string
  lock: Lock
  /** The number of the key. */
  number: number
  key: Uint8Array
  transcript: Transcript
}

/**
 * Adds a key to a ceremony. The transcript comes last: until it names the key, the ceremony is where it was, and a key that an
 * interrupted step left is written over by the next.
 */
export async function commitStep({
  folder,
  lock,
  number,
  key,
  transcript,
}: CommitStepParameters): Promise<void> {
  await lock.requireHeld()
  await writeWhole(join(folder, keyFileName(number)), key)
  await lock.requireHeld()
  await writeWhole(join(folder, TRANSCRIPT), formatTranscript(transcript))
}

/** Writes a file such that nobody ever finds a part of it, even after a loss of power. */
export async function writeWhole(path: string, contents: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  // One name for all: what an interrupted step left is written over.
  const partial = `${path}.partial`
  const file = await open(partial, 'w')
  try {
    await file.writeFile(contents)
    await file.sync()
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  } finally {
    await file.close()
  }
  await rename(partial, path)
}

async function readWhole(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'ENOTDIR'].includes(String(error.code))
    ) {
      return null
    }
    throw error
  }
}
