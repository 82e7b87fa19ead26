import type { Signer } from 'ethers'
import { AttestationInvalidError } from '../errors/enrolmentErrors.ts'
import { type EnrolmentAttestation, enrolmentTypedData } from './enrolmentAttestation.ts'
import { recoverAttester } from './recoverAttester.ts'

/** What {@link attestEnrolment} takes, beside what is attested. */
export interface AttestEnrolmentParameters extends EnrolmentAttestation {
  /** The attester's key; `AttestedIssuer` takes no signatures of contracts. */
  readonly signer: Pick<Signer, 'getAddress' | 'signTypedData'>
}

/**
 * Returns an attester's signature that a person enrols a commitment in a group: 65 bytes in hex, of
 * an EIP-712 struct in the domain of the group's `AttestedIssuer`. Sign only for whom you have
 * verified ({@link verifyWorldIdProof}), and one commitment for a person: together, the attesters are
 * trusted for uniqueness.
 * @throws {@link FieldElementOutOfRangeError} when a number is out of range.
 * @throws {@link RequestMalformedError} when an address is none.
 * @throws {@link AttestationInvalidError} when the signer answers with something else than its own
 * signature.
 * @throws what the signer throws.
 * @example
 * const attestation = { chainId: 10, issuer, group, person: nullifier, commitment, expiresAt }
 * const signature = await attestEnrolment({ ...attestation, signer })
 * encodeAttestedCredential({ ...attestation, signatures: [signature, another] })
 */
export async function attestEnrolment({
  signer,
  ...attestation
}: AttestEnrolmentParameters): Promise<string> {
  const { domain, types, message } = enrolmentTypedData(attestation)
  const attester = await signer.getAddress()
  const signature = await signer.signTypedData(domain, types, message)
  if (recoverAttester({ ...attestation, signature }) !== attester.toLowerCase()) {
    throw new AttestationInvalidError({ reason: 'another key than the signer’s signed it' })
  }
  return signature
}
