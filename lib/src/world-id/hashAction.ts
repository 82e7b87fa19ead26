import { toUtf8Bytes } from 'ethers'
import { hashToField } from './hashToField.ts'

/**
 * Returns the field element that stands for an action in World ID 4 proofs: the hash of its UTF-8
 * bytes.
 * @example
 * hashAction('vote-1') // 0x8a5fa11d269cadf76c8676488bc6202b8a35e193e54d8785de415b3e91da19n
 */
export function hashAction(action: string): bigint {
  return hashToField(toUtf8Bytes(action))
}
