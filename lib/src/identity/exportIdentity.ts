import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import type { Identity } from './createIdentity.ts'
import {
  IDENTITY_FILE_VERSION,
  identityFile,
  identityFileChecksum,
  identityFileHeader,
} from './identityFile.ts'
import { derivePassphraseKey, requirePassphrase } from './passphraseKey.ts'

/** What {@link exportIdentity} takes. */
export type ExportIdentityParameters = {
  identity: Identity
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

const COST = 17

/**
 * Returns an identity as the text of a file that only the passphrase opens: scrypt makes the key,
 * AES-256-GCM keeps the secret and everything beside it. Nothing in it tells whose it is.
 * @throws {@link PassphraseUnfitError} when the passphrase is too short or too long.
 * @throws {@link RequestMalformedError} when `cost` is out of range, or the identity's private key
 * is not 32 bytes: one made from other text or bytes is kept as those.
 * @throws the signal's reason when it is aborted.
 * @example
 * const file = await exportIdentity({ identity, passphrase: 'ochre pebble urn clay ballot' })
 * await importIdentity({ file, passphrase: 'ochre pebble urn clay ballot' }) // the same identity
 */
export async function exportIdentity({
  identity,
  passphrase,
  cost = COST,
  onProgress,
  signal,
}: ExportIdentityParameters): Promise<string> {
  requirePassphrase(passphrase)
  if (!identityFile.shape.key.shape.cost.safeParse(cost).success) {
    throw new RequestMalformedError({
      path: 'cost',
      reason: 'must be a whole number from 15 to 18',
    })
  }
  const secret = readPrivateKey(identity)
  const salt = crypto.getRandomValues(new Uint8Array(32))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const head = {
    kind: 'psephos-identity',
    version: IDENTITY_FILE_VERSION,
    key: { function: 'scrypt', cost, salt: bytesToHex(salt) },
    cipher: 'AES-256-GCM',
    iv: bytesToHex(iv),
  } as const
  const key = await derivePassphraseKey({ passphrase, salt, cost, onProgress, signal })
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: identityFileHeader(head) },
    key,
    encodeSecret(secret, identity.commitment),
  )
  const body = { ...head, ciphertext: bytesToHex(new Uint8Array(ciphertext)) }
  return `${JSON.stringify({ ...body, checksum: identityFileChecksum(body) })}\n`
}

function readPrivateKey({ privateKey }: Identity): Uint8Array {
  const bytes = typeof privateKey === 'string' ? utf8ToBytes(privateKey) : privateKey
  if (bytes.length !== 32) {
    throw new RequestMalformedError({
      path: 'identity',
      reason: 'must have a private key of 32 bytes',
    })
  }
  return bytes
}

/** The commitment goes along so that who reads the file knows that it gives the same identity. */
function encodeSecret(secret: Uint8Array, commitment: bigint): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64)
  bytes.set(secret)
  bytes.set(hexToBytes(commitment.toString(16).padStart(64, '0')), 32)
  return bytes
}
