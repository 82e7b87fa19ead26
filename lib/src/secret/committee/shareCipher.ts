import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { toWord } from '../../hash/toWord.ts'
import type { ExtendedPoint } from '../babyJubjub.ts'
import { encodeParts } from './deriveScalar.ts'

/** Between whom shares travel, and what both of them know. */
export type ShareChannel = {
  /** The key generation's session, in hex. */
  session: string
  /** The dealer's position. */
  dealer: number
  /** The receiver's position. */
  receiver: number
  /** The dealer's key of this deal. */
  ephemeralKey: ExtendedPoint
  /** The receiver's key. */
  encryptionKey: ExtendedPoint
  /** The Diffie–Hellman point of the two keys: whoever knows it reads the shares, and no others. */
  sharedPoint: ExtendedPoint
}

/** What {@link encryptShares} takes. */
export type EncryptSharesParameters = { channel: ShareChannel; shares: readonly bigint[] }

/** What {@link decryptShares} takes. */
export type DecryptSharesParameters = { channel: ShareChannel; encrypted: string }

const LABEL = 'psephos.committee.shares.v1'
const SHARE_BYTES = 32

/**
 * Returns shares in hex, hidden behind as many bytes of HKDF-SHA-256 of the shared point. A deal's
 * key is used for this deal alone, so no byte hides two things. There is no authentication: a share
 * that was altered does not fit the dealer's commitments, and whoever knows the shared point finds
 * the same shares, which is what a complaint rests on.
 */
export function encryptShares({ channel, shares }: EncryptSharesParameters): string {
  return `0x${bytesToHex(hide(channel, concatBytes(...shares.map(toWord))))}`
}

/** Returns shares from hex. Nobody has checked them: they may even be at or above l. */
export function decryptShares({ channel, encrypted }: DecryptSharesParameters): bigint[] {
  const bytes = bytesToHex(hide(channel, hexToBytes(encrypted.slice(2))))
  return Array.from({ length: bytes.length / 64 }, (_, index) =>
    BigInt(`0x${bytes.slice(64 * index, 64 * (index + 1))}`),
  )
}

function hide(channel: ShareChannel, bytes: Uint8Array): Uint8Array {
  const { session, dealer, receiver, ephemeralKey, encryptionKey, sharedPoint } = channel
  const info = encodeParts([
    ...[BigInt(session), BigInt(dealer), BigInt(receiver), BigInt(bytes.length / SHARE_BYTES)],
    ...[ephemeralKey, encryptionKey],
  ])
  const pad = hkdf(sha256, encodeParts([sharedPoint]), utf8ToBytes(LABEL), info, bytes.length)
  return bytes.map((byte, index) => byte ^ (pad[index] as number))
}
