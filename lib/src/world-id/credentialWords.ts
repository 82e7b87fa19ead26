import { CredentialMalformedError } from '../errors/enrolmentErrors.ts'

const MAX_UINT256 = (1n << 256n) - 1n

/**
 * Returns numbers as the words of 32 bytes that a contract decodes, in hex.
 * @throws {@link CredentialMalformedError} when one does not fit. The error does not repeat it: it
 * can be part of a proof.
 */
export function encodeWords(words: readonly bigint[]): string {
  if (words.some((word) => word < 0n || word > MAX_UINT256)) {
    throw new CredentialMalformedError({ reason: 'a number does not fit 256 bits' })
  }
  return `0x${words.map((word) => word.toString(16).padStart(64, '0')).join('')}`
}

/**
 * Reads `count` words of 32 bytes; the contracts take no byte more.
 * @throws {@link CredentialMalformedError}
 */
export function decodeWords(bytes: string, count: number): (index: number) => bigint {
  if (bytes.length !== 2 + count * 64 || !/^0x[0-9a-fA-F]*$/.test(bytes)) {
    throw new CredentialMalformedError({ reason: `it is not ${count * 32} bytes in hex` })
  }
  return (index) => BigInt(`0x${bytes.slice(2 + index * 64, 66 + index * 64)}`)
}
