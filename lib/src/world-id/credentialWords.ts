import { AbiCoder, dataLength, isHexString, type Result } from 'ethers'
import { CredentialMalformedError } from '../errors/enrolmentErrors.ts'

/** @throws {@link CredentialMalformedError} when a value does not fit its type. */
export function encodeWords(types: readonly string[], values: readonly unknown[]): string {
  try {
    return AbiCoder.defaultAbiCoder().encode(types, values)
  } catch {
    // Without a cause: it would repeat the value, which can be part of a proof.
    throw new CredentialMalformedError({ reason: 'a number is out of range' })
  }
}

/**
 * Decodes static types, and takes only what they encode to: the contracts take no byte more.
 * @throws {@link CredentialMalformedError}
 */
export function decodeWords(types: readonly string[], bytes: string): Result {
  const words = types.reduce((sum, type) => sum + Number(/\[(\d+)\]$/.exec(type)?.[1] ?? 1), 0)
  if (!isHexString(bytes) || dataLength(bytes) !== words * 32) {
    throw new CredentialMalformedError({ reason: `it is not ${words * 32} bytes in hex` })
  }
  const values = AbiCoder.defaultAbiCoder().decode(types, bytes)
  if (encodeWords(types, values.toArray()) !== bytes.toLowerCase()) {
    throw new CredentialMalformedError({ reason: 'a number is out of range' })
  }
  return values
}
