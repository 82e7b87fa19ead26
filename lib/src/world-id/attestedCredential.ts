import { concat, isHexString, toBeHex } from 'ethers'
import { AttestationInvalidError, CredentialMalformedError } from '../errors/enrolmentErrors.ts'
import type { EnrolmentAttestation } from './enrolmentAttestation.ts'
import { recoverAttester } from './recoverAttester.ts'

/** What {@link encodeAttestedCredential} takes, beside what is attested. */
export interface EncodeAttestedCredentialParameters extends EnrolmentAttestation {
  /** Signatures of {@link attestEnrolment} in any order, from as many attesters as the issuer asks for. */
  readonly signatures: readonly string[]
}

/** What the contract `AttestedIssuer` takes as a person's credential. */
export interface AttestedCredential {
  /** The person's number, below 2^256. */
  readonly person: bigint
  /** The last second, since 1970, in which the attestations are good; below 2^64. */
  readonly expiresAt: bigint
  /** 65 bytes in hex each, by ascending address of who signed. */
  readonly signatures: readonly string[]
}

const HEAD_BYTES = 40
const SIGNATURE_BYTES = 65
/** `AttestedIssuer` has no more attesters. */
const MAX_SIGNATURES = 32

/**
 * Returns the bytes that `PersonhoodGroup.enrol` hands to `AttestedIssuer`: person, expiry, and the
 * signatures by ascending address of who signed, as the contract wants them.
 * @throws {@link AttestationInvalidError} when there are none or more than 32 signatures, when one is
 * no signature, or when two are from the same attester. A signature of something else is somebody
 * else's, whom the contract does not know: {@link recoverAttester} says whose.
 * @throws {@link FieldElementOutOfRangeError} when a number is out of range.
 * @throws {@link RequestMalformedError} when an address is none.
 * @example
 * encodeAttestedCredential({ ...attestation, signatures }) // '0x…', for PersonhoodGroup.enrol
 */
export function encodeAttestedCredential({
  signatures,
  ...attestation
}: EncodeAttestedCredentialParameters): string {
  if (signatures.length < 1 || signatures.length > MAX_SIGNATURES) {
    throw new AttestationInvalidError({ reason: `there are ${signatures.length} signatures` })
  }
  const signed = signatures
    .map((signature) => ({
      signature,
      attester: BigInt(recoverAttester({ ...attestation, signature })),
    }))
    .sort((a, b) => (a.attester < b.attester ? -1 : a.attester > b.attester ? 1 : 0))
  if (new Set(signed.map(({ attester }) => attester)).size !== signed.length) {
    throw new AttestationInvalidError({ reason: 'one attester signed twice' })
  }
  return concat([
    toBeHex(attestation.person, 32),
    toBeHex(attestation.expiresAt, 8),
    ...signed.map(({ signature }) => signature),
  ])
}

/**
 * Reads an attested credential back from its bytes; who signed, and what, is not checked here.
 * @throws {@link CredentialMalformedError} when the bytes are not such a credential.
 * @example
 * decodeAttestedCredential(encodeAttestedCredential({ ...attestation, signatures })).person
 */
export function decodeAttestedCredential(bytes: string): AttestedCredential {
  const length = isHexString(bytes) ? (bytes.length - 2) / 2 : Number.NaN
  const count = (length - HEAD_BYTES) / SIGNATURE_BYTES
  if (!Number.isInteger(count) || count < 1 || count > MAX_SIGNATURES) {
    throw new CredentialMalformedError({
      reason: 'it is not 40 bytes in hex and 65 for each of 1 to 32 signatures',
    })
  }
  const slice = (from: number, to: number) => `0x${bytes.slice(2 + from * 2, 2 + to * 2)}`
  return {
    person: BigInt(slice(0, 32)),
    expiresAt: BigInt(slice(32, HEAD_BYTES)),
    signatures: Array.from({ length: count }, (_, index) => {
      const from = HEAD_BYTES + index * SIGNATURE_BYTES
      return slice(from, from + SIGNATURE_BYTES)
    }),
  }
}
