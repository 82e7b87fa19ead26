import { scryptAsync } from '@noble/hashes/scrypt.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { PassphraseUnfitError } from '../errors/identityErrors.ts'

/** In characters. */
const MIN_PASSPHRASE = 12
const MAX_PASSPHRASE = 1_024

/** What {@link derivePassphraseKey} takes. */
export type DerivePassphraseKeyParameters = {
  passphrase: string
  salt: Uint8Array
  /** The base-2 logarithm of scrypt's N: a key takes 2^(cost + 10) bytes of memory. */
  cost: number
  /** Called with the part that is done, from 0 to 1. */
  onProgress?: ((done: number) => void) | undefined
  signal?: AbortSignal | undefined
}

/** scrypt's other parameters: blocks of 1 KiB, one lane. */
const SCRYPT = { r: 8, p: 1, dkLen: 32 } as const

/**
 * Returns the AES-256 key that a passphrase gives. The passphrase is taken in Unicode's form NFKC,
 * because keyboards spell one and the same letter differently.
 * Source: RFC 7914.
 * @throws the signal's reason when it is aborted.
 */
export async function derivePassphraseKey({
  passphrase,
  salt,
  cost,
  onProgress,
  signal,
}: DerivePassphraseKeyParameters): Promise<CryptoKey> {
  signal?.throwIfAborted()
  const bytes = await scryptAsync(utf8ToBytes(passphrase.normalize('NFKC')), salt, {
    ...SCRYPT,
    N: 2 ** cost,
    onProgress: (done) => {
      signal?.throwIfAborted()
      onProgress?.(done)
    },
  })
  return crypto.subtle.importKey('raw', Uint8Array.from(bytes), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ])
}

/**
 * Length is all that can be checked without a dictionary; what is long can still be easy to guess.
 * @throws {@link PassphraseUnfitError} when the passphrase is shorter than 12 characters or longer
 * than 1024, white space around it not counted.
 */
export function requirePassphrase(passphrase: string): void {
  const length = [...passphrase.normalize('NFKC').trim()].length
  if (length < MIN_PASSPHRASE || length > MAX_PASSPHRASE) {
    throw new PassphraseUnfitError({ minimum: MIN_PASSPHRASE, maximum: MAX_PASSPHRASE })
  }
}
