import type { Identity } from '@psephos/lib'

/** Returns an identity's secret in hex, as records and the proof worker take it: 32 bytes. */
export function encodeSecret({ privateKey }: Pick<Identity, 'privateKey'>): string {
  const bytes = typeof privateKey === 'string' ? new TextEncoder().encode(privateKey) : privateKey
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Returns the bytes of a secret in hex. */
export function decodeSecret(secret: string): Uint8Array {
  return Uint8Array.from(secret.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
}
