import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js'

/** Returns the keccak256 of bytes, one part after the other, as a number. */
export function keccak(...parts: readonly Uint8Array[]): bigint {
  return BigInt(`0x${bytesToHex(keccak_256(concatBytes(...parts)))}`)
}
