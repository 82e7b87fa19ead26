import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { IdentityFileAlteredError, PassphraseWrongError } from '../errors/identityErrors.ts'
import { createIdentity, type Identity } from './createIdentity.ts'
import { type IdentityFile, identityFileHeader, parseIdentityFile } from './identityFile.ts'
import { derivePassphraseKey, requirePassphrase } from './passphraseKey.ts'

/** What {@link importIdentity} takes. */
export type ImportIdentityParameters = {
  /** The text that {@link exportIdentity} returned. */
  file: string
  passphrase: string
  /** Called with the part that is done, from 0 to 1. */
  onProgress?: (done: number) => void
  signal?: AbortSignal | undefined
}

/**
 * Returns the identity that a file holds. What the file says costs at most 256 MiB of memory and a
 * few seconds, whoever wrote it.
 * @throws {@link IdentityFileForeignError} when it is another file.
 * @throws {@link IdentityFileTruncatedError} when its end is missing.
 * @throws {@link IdentityFileTooNewError} when a newer version wrote it.
 * @throws {@link IdentityFileAlteredError} when it is not as it was written.
 * @throws {@link PassphraseWrongError} when the passphrase does not open it. Whoever alters a file
 * and its checksum as well gets this too: nobody without the key can tell the two apart.
 * @throws the signal's reason when it is aborted.
 * @example
 * const file = await exportIdentity({ identity, passphrase: 'ochre pebble urn clay ballot' })
 * await importIdentity({ file, passphrase: 'ochre pebble urn clay ballot' }) // the same identity
 */
export async function importIdentity({
  file,
  passphrase,
  onProgress,
  signal,
}: ImportIdentityParameters): Promise<Identity> {
  const parsed = parseIdentityFile(file)
  requirePossible(passphrase)
  const { salt, cost } = parsed.key
  const key = await derivePassphraseKey({
    passphrase,
    salt: hexToBytes(salt),
    cost,
    onProgress,
    signal,
  })
  const secret = await decrypt(parsed, key)
  const identity = createIdentity({ privateKey: secret.slice(0, 32) })
  if (identity.commitment !== BigInt(`0x${bytesToHex(secret.slice(32))}`)) {
    throw new IdentityFileAlteredError({ reason: 'its secret gives another commitment' })
  }
  return identity
}

/** What nobody could have chosen is wrong, and not worth hashing. */
function requirePossible(passphrase: string): void {
  try {
    requirePassphrase(passphrase)
  } catch {
    throw new PassphraseWrongError()
  }
}

async function decrypt(file: IdentityFile, key: CryptoKey): Promise<Uint8Array> {
  const iv = Uint8Array.from(hexToBytes(file.iv))
  const ciphertext = Uint8Array.from(hexToBytes(file.ciphertext))
  const algorithm = { name: 'AES-GCM', iv, additionalData: identityFileHeader(file) }
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, ciphertext))
  } catch {
    throw new PassphraseWrongError()
  }
}
