import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import * as z from 'zod'

const CIPHER = 'aes-256-gcm'
const IV_LENGTH = 12
const TAG_LENGTH = 16

/**
 * What travels over World ID's bridge: AES-256-GCM, everything in base64, the tag at the payload's
 * end.
 */
export const bridgeEnvelope = z.object({
  iv: z.base64().min(1).max(64),
  payload: z.base64().min(1).max(60_000),
})

/** What travels over World ID's bridge. */
export type BridgeEnvelope = z.output<typeof bridgeEnvelope>

/** What {@link encryptEnvelope} takes. */
export interface EncryptEnvelopeParameters {
  /** 32 bytes, which IDKit and the wallet share and the bridge never sees. */
  readonly key: Uint8Array
  readonly plaintext: string
}

/** Returns a text encrypted for the other end of the bridge, under a fresh IV. */
export function encryptEnvelope({ key, plaintext }: EncryptEnvelopeParameters): BridgeEnvelope {
  const iv = randomBytes(IV_LENGTH)
  const cipher = createCipheriv(CIPHER, key, iv)
  const payload = Buffer.concat([
    cipher.update(plaintext, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return { iv: iv.toString('base64'), payload: payload.toString('base64') }
}

/** What {@link decryptEnvelope} takes. */
export interface DecryptEnvelopeParameters {
  /** 32 bytes. */
  readonly key: Uint8Array
  readonly envelope: BridgeEnvelope
}

/**
 * Returns the text that the other end of the bridge encrypted; null if it did not, or under another
 * key.
 */
export function decryptEnvelope({ key, envelope }: DecryptEnvelopeParameters): string | null {
  const payload = Buffer.from(envelope.payload, 'base64')
  const tagAt = payload.length - TAG_LENGTH
  if (tagAt < 0) return null
  try {
    const iv = Buffer.from(envelope.iv, 'base64')
    const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_LENGTH })
    decipher.setAuthTag(payload.subarray(tagAt))
    return Buffer.concat([decipher.update(payload.subarray(0, tagAt)), decipher.final()]).toString()
  } catch {
    return null
  }
}
