import { createHash } from 'node:crypto'

/** Returns the SHA-256 of bytes: 64 hex digits. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Returns the BLAKE2b-512 of bytes, by which public powers of tau are known: 128 hex digits. */
export function blake2b(bytes: Uint8Array): string {
  return createHash('blake2b512').update(bytes).digest('hex')
}
