import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { PassphraseWrongError } from '../../errors/identityErrors.ts'
import { RequestMalformedError } from '../../errors/serverErrors.ts'
import { identityFile } from '../../identity/identityFile.ts'
import { requirePassphrase } from '../../identity/passphraseKey.ts'
import type { CommitteeTranscript } from '../../wire/committee.ts'
import { encodeContent } from './encodeContent.ts'
import {
  decryptTrusteeState,
  deriveFileKey,
  parseTrusteeFile,
  TRUSTEE_FILE_VERSION,
  trusteeFileChecksum,
  trusteeFileHeader,
} from './trusteeFile.ts'

/** All that a trustee must keep: every step of a key generation follows from it. */
export type TrusteeState = {
  /** The trustee's 32 secret bytes. */
  readonly seed: Uint8Array
  /** What was said in the key generations that they take part in, up to 64. */
  readonly transcripts: readonly CommitteeTranscript[]
}

/** What {@link exportTrustee} takes. */
export type ExportTrusteeParameters = {
  state: TrusteeState
  /** At least 12 characters. Five words drawn by chance are better than any rule. */
  passphrase: string
  /**
   * How dear a guess of the passphrase is, from 15 to 18: scrypt's N is 2^cost, and takes 2^cost KiB
   * of memory. 17 by default: 128 MiB and about a second.
   */
  cost?: number
  /** Called with the part that is done, from 0 to 1. */
  onProgress?: (done: number) => void
  signal?: AbortSignal | undefined
}

/** What {@link importTrustee} takes. */
export type ImportTrusteeParameters = {
  /** The text that {@link exportTrustee} returned. */
  file: string
  passphrase: string
  /** Called with the part that is done, from 0 to 1. */
  onProgress?: (done: number) => void
  signal?: AbortSignal | undefined
}

const COST = 17

/**
 * Returns a trustee's state as the text of a file that only the passphrase opens: scrypt makes the
 * key, AES-256-GCM keeps the state. A seed that is lost is a trustee lost.
 * @throws {@link PassphraseUnfitError} when the passphrase is too short or too long.
 * @throws {@link RequestMalformedError} when `cost` is out of range, the seed is not 32 bytes or there
 * are more than 64 transcripts.
 * @throws the signal's reason when it is aborted.
 * @example
 * const file = await exportTrustee({ state: { seed, transcripts: [] }, passphrase })
 * await importTrustee({ file, passphrase }) // the same state
 */
export async function exportTrustee({
  state,
  passphrase,
  cost = COST,
  onProgress,
  signal,
}: ExportTrusteeParameters): Promise<string> {
  requirePassphrase(passphrase)
  if (!identityFile.shape.key.shape.cost.safeParse(cost).success) {
    throw new RequestMalformedError({
      path: 'cost',
      reason: 'must be a whole number from 15 to 18',
    })
  }
  if (state.seed.length !== 32 || state.transcripts.length > 64) {
    const reason = 'must be a seed of 32 bytes and at most 64 transcripts'
    throw new RequestMalformedError({ path: 'state', reason })
  }
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const salt = bytesToHex(crypto.getRandomValues(new Uint8Array(32)))
  const head = {
    kind: 'psephos-trustee',
    version: TRUSTEE_FILE_VERSION,
    key: { function: 'scrypt', cost, salt },
    cipher: 'AES-256-GCM',
    iv: bytesToHex(iv),
  } as const
  const key = await deriveFileKey({ key: head.key, passphrase, onProgress, signal })
  const { seed, transcripts } = state
  const plain = utf8ToBytes(encodeContent({ seed: bytesToHex(seed), transcripts }))
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: trusteeFileHeader(head) },
    key,
    Uint8Array.from(plain),
  )
  const body = { ...head, ciphertext: bytesToHex(new Uint8Array(ciphertext)) }
  return `${JSON.stringify({ ...body, checksum: trusteeFileChecksum(body) })}\n`
}

/**
 * Returns the state that a trustee's file holds. What the file says costs at most 256 MiB of memory
 * and a few seconds, whoever wrote it.
 * @throws {@link TrusteeFileUnusableError} when it is another file, not whole, not as it was written,
 * or of a newer version.
 * @throws {@link PassphraseWrongError} when the passphrase does not open it. Whoever alters a file
 * and its checksum as well gets this too: nobody without the key can tell the two apart.
 * @throws the signal's reason when it is aborted.
 * @example
 * const { seed, transcripts } = await importTrustee({ file, passphrase })
 */
export async function importTrustee({
  file,
  passphrase,
  onProgress,
  signal,
}: ImportTrusteeParameters): Promise<TrusteeState> {
  const parsed = parseTrusteeFile(file)
  requirePossible(passphrase)
  const key = await deriveFileKey({ key: parsed.key, passphrase, onProgress, signal })
  const { seed, transcripts } = await decryptTrusteeState(parsed, key)
  return { seed: hexToBytes(seed), transcripts }
}

/** What nobody could have chosen is wrong, and not worth hashing. */
function requirePossible(passphrase: string): void {
  try {
    requirePassphrase(passphrase)
  } catch {
    throw new PassphraseWrongError()
  }
}
