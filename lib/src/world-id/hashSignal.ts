import { getBytes, toUtf8Bytes } from 'ethers'
import { hashToField } from './hashToField.ts'

const HEX_BYTES = /^0x([0-9a-fA-F]{2})+$/

/**
 * Returns the field element that stands for a signal in World ID proofs.
 * A text that looks like whole bytes in hex (`0x` and an even number of digits) is hashed as those
 * bytes, every other text as UTF-8; this is IDKit's rule, and a contract that sees 32 bytes agrees
 * only with the former.
 * @example
 * hashSignal('vote-1') // 0x8a5fa11d269cadf76c8676488bc6202b8a35e193e54d8785de415b3e91da19n
 */
export function hashSignal(signal: string | Uint8Array): bigint {
  if (typeof signal !== 'string') return hashToField(signal)
  return hashToField(HEX_BYTES.test(signal) ? getBytes(signal) : toUtf8Bytes(signal))
}
