import { AttestationInvalidError } from '../errors/enrolmentErrors.ts'
import { recoverSigner } from '../signature/recoverSigner.ts'
import { type EnrolmentAttestation, enrolmentDigest } from './enrolmentAttestation.ts'

/** What {@link recoverAttester} takes: what is attested, and a signature of it. */
export interface RecoverAttesterParameters extends EnrolmentAttestation {
  /** 65 bytes in hex: r, s, v. */
  readonly signature: string
}

/**
 * Returns who signed an attestation, in lower case; whether that is an attester, the issuer says
 * (`isAttester`). A signature of something else gives somebody else.
 * @throws {@link AttestationInvalidError} when `AttestedIssuer` would take the bytes for nobody's.
 * @throws {@link FieldElementOutOfRangeError} or {@link RequestMalformedError} when what is attested
 * cannot be.
 * @example
 * recoverAttester({ ...attestation, signature }) // '0x5fbd…'
 */
export function recoverAttester({ signature, ...attestation }: RecoverAttesterParameters): string {
  const signer = recoverSigner({ digest: () => enrolmentDigest(attestation), signature })
  if (signer.address === null) throw new AttestationInvalidError({ reason: signer.reason })
  return signer.address
}
