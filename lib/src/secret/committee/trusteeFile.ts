import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import { PassphraseWrongError } from '../../errors/identityErrors.ts'
import { TrusteeFileUnusableError } from '../../errors/secretErrors.ts'
import { identityFile } from '../../identity/identityFile.ts'
import { derivePassphraseKey } from '../../identity/passphraseKey.ts'
import { parseUntrustedJson } from '../../json/parseUntrustedJson.ts'
import { wireCommitteeTranscript } from '../../wire/committee.ts'

/** The version that is written, and the newest that is read. */
export const TRUSTEE_FILE_VERSION = 1

const KIND = 'psephos-trustee'
/** Longer than any trustee's file, in characters: what is longer is not looked at. */
const MAX_LENGTH = 2 ** 26

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))

/** A file that holds a trustee's state behind a passphrase. */
export const trusteeFile = z.strictObject({
  kind: z.literal(KIND),
  version: z.literal(TRUSTEE_FILE_VERSION),
  key: identityFile.shape.key,
  cipher: z.literal('AES-256-GCM'),
  iv: hex(12),
  /** The state as JSON, and 16 bytes of authentication. */
  ciphertext: z.string().regex(/^([0-9a-f]{2})+$/),
  /**
   * The first 16 bytes of SHA-256 over all else. No protection: it tells a damaged file from a wrong
   * passphrase, before any hashing.
   */
  checksum: hex(16),
})

/** All that a trustee must keep, as it is written. */
const wireTrusteeState = z.strictObject({
  seed: hex(32),
  transcripts: z.array(wireCommitteeTranscript).max(64),
})

/** What a trustee's file holds. */
export type TrusteeFile = z.output<typeof trusteeFile>
type FileHead = Omit<TrusteeFile, 'ciphertext' | 'checksum'>

/** What the cipher authenticates beside the state: everything that is said in clear. */
export function trusteeFileHeader({
  kind,
  version,
  key,
  cipher,
  iv,
}: FileHead): Uint8Array<ArrayBuffer> {
  const text = [kind, version, key.function, key.cost, key.salt, cipher, iv].join('\n')
  return Uint8Array.from(utf8ToBytes(text))
}

/** Returns what stands in `checksum`. */
export function trusteeFileChecksum(file: Omit<TrusteeFile, 'checksum'>): string {
  const digest = sha256
    .create()
    .update(trusteeFileHeader(file))
    .update(utf8ToBytes(file.ciphertext))
  return bytesToHex(digest.digest().slice(0, 16))
}

/**
 * Reads a trustee's file, without opening it.
 * @throws {@link TrusteeFileUnusableError} when it is another file, not whole, not as it was written,
 * or of a newer version.
 */
export function parseTrusteeFile(text: string): TrusteeFile {
  const json = text.length > MAX_LENGTH ? null : parseJson(text)
  const marked = z.safeParse(z.looseObject({ kind: z.literal(KIND), version: z.number() }), json)
  if (!marked.success) throw new TrusteeFileUnusableError({ reason: 'it is another file' })
  const { version } = marked.data
  if (version > TRUSTEE_FILE_VERSION) {
    throw new TrusteeFileUnusableError({ reason: `a newer version wrote it, version ${version}` })
  }
  const parsed = z.safeParse(trusteeFile, json)
  if (!parsed.success || trusteeFileChecksum(parsed.data) !== parsed.data.checksum) {
    throw new TrusteeFileUnusableError({ reason: 'it is not as it was written' })
  }
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return parseUntrustedJson(text)
  } catch {
    const isBegun = text.replace(/\s+/g, '').startsWith(`{"kind":"${KIND}"`)
    throw new TrusteeFileUnusableError({
      reason: isBegun ? 'its end is missing' : 'it is another file',
    })
  }
}

/** Returns the key of a file. */
export function deriveFileKey({
  key,
  ...options
}: Pick<FileHead, 'key'> & {
  passphrase: string
  onProgress?: ((done: number) => void) | undefined
  signal?: AbortSignal | undefined
}): Promise<CryptoKey> {
  return derivePassphraseKey({ ...options, salt: hexToBytes(key.salt), cost: key.cost })
}

/** Opens a file's ciphertext. */
export async function decryptTrusteeState(
  file: TrusteeFile,
  key: CryptoKey,
): Promise<z.output<typeof wireTrusteeState>> {
  const iv = Uint8Array.from(hexToBytes(file.iv))
  const ciphertext = Uint8Array.from(hexToBytes(file.ciphertext))
  const algorithm = { name: 'AES-GCM', iv, additionalData: trusteeFileHeader(file) }
  const plain = await crypto.subtle.decrypt(algorithm, key, ciphertext).catch(() => {
    throw new PassphraseWrongError()
  })
  const state = z.safeParse(wireTrusteeState, parseUntrustedJson(new TextDecoder().decode(plain)))
  if (!state.success) throw new TrusteeFileUnusableError({ reason: 'it holds no trustee’s state' })
  return state.data
}
