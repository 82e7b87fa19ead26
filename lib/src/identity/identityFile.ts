import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import {
  IdentityFileAlteredError,
  IdentityFileForeignError,
  IdentityFileTooNewError,
  IdentityFileTruncatedError,
} from '../errors/identityErrors.ts'
import { parseUntrustedJson } from '../json/parseUntrustedJson.ts'

/** The version that is written, and the newest that is read. */
export const IDENTITY_FILE_VERSION = 1

const KIND = 'psephos-identity'
/** How every identity file begins, whatever its version. */
const START = `{"kind":"${KIND}"`
/** Longer than any identity file, in characters: what is longer is not looked at. */
const MAX_LENGTH = 8_192

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))

/**
 * A file that holds an identity behind a passphrase. It names no commitment: that would tell whoever
 * finds the file, or keeps it for somebody, which member of which group they are.
 */
export const identityFile = z.strictObject({
  kind: z.literal(KIND),
  version: z.literal(IDENTITY_FILE_VERSION),
  key: z.strictObject({
    function: z.literal('scrypt'),
    /**
     * The base-2 logarithm of N. Bounded, or a file could make its reader hash for ever, or take all
     * memory: 2^18 takes 256 MiB.
     */
    cost: z.number().int().min(15).max(18),
    salt: hex(32),
  }),
  cipher: z.literal('AES-256-GCM'),
  iv: hex(12),
  /** 32 bytes of private key, 32 of commitment, 16 of authentication. */
  ciphertext: hex(80),
  /**
   * The first 16 bytes of SHA-256 over all else. No protection: it tells a damaged file from a wrong
   * passphrase, before any hashing.
   */
  checksum: hex(16),
})

/** What an identity file holds. */
export type IdentityFile = z.output<typeof identityFile>

/** What the cipher authenticates beside the secret: everything that is said in clear. */
export function identityFileHeader({
  kind,
  version,
  key,
  cipher,
  iv,
}: Omit<IdentityFile, 'ciphertext' | 'checksum'>): Uint8Array<ArrayBuffer> {
  const text = [kind, version, key.function, key.cost, key.salt, cipher, iv].join('\n')
  return Uint8Array.from(utf8ToBytes(text))
}

/** Returns what stands in `checksum`. */
export function identityFileChecksum(file: Omit<IdentityFile, 'checksum'>): string {
  const digest = sha256
    .create()
    .update(identityFileHeader(file))
    .update(utf8ToBytes(file.ciphertext))
  return bytesToHex(digest.digest().slice(0, 16))
}

/**
 * Reads an identity file, without opening it.
 * @throws {@link IdentityFileForeignError}, {@link IdentityFileTruncatedError},
 * {@link IdentityFileTooNewError} or {@link IdentityFileAlteredError}.
 */
export function parseIdentityFile(text: string): IdentityFile {
  if (typeof text !== 'string' || text.length > MAX_LENGTH) throw new IdentityFileForeignError()
  const json = parseJson(text)
  const version = readVersion(json)
  if (version > IDENTITY_FILE_VERSION) {
    throw new IdentityFileTooNewError({ version, supported: IDENTITY_FILE_VERSION })
  }
  const parsed = identityFile.safeParse(json)
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.')
    throw new IdentityFileAlteredError({
      reason: field ? `its field ${field} is not as it was written` : 'a field was added',
    })
  }
  if (identityFileChecksum(parsed.data) !== parsed.data.checksum) {
    throw new IdentityFileAlteredError({ reason: 'its checksum does not hold' })
  }
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return parseUntrustedJson(text)
  } catch {
    const begun = text.replace(/^\uFEFF/, '').replace(/\s+/g, '')
    throw begun.startsWith(START) || START.startsWith(begun)
      ? new IdentityFileTruncatedError()
      : new IdentityFileForeignError()
  }
}

/** What files of every version have. */
const markedFile = z.looseObject({ kind: z.literal(KIND), version: z.unknown() })
const anyVersion = z.number().int().positive()

function readVersion(json: unknown): number {
  const marked = markedFile.safeParse(json)
  if (!marked.success) throw new IdentityFileForeignError()
  const version = anyVersion.safeParse(marked.data.version)
  if (!version.success) throw new IdentityFileAlteredError({ reason: 'it has no version' })
  return version.data
}
