import { recoverAddress } from 'ethers'
import { AttestationInvalidError } from '../errors/enrolmentErrors.ts'
import { type EnrolmentAttestation, enrolmentDigest } from './enrolmentAttestation.ts'

/** What {@link recoverAttester} takes: what is attested, and a signature of it. */
export interface RecoverAttesterParameters extends EnrolmentAttestation {
  /** 65 bytes in hex: r, s, v. */
  readonly signature: string
}

const SIGNATURE = /^0x[0-9a-fA-F]{130}$/
const HALF_CURVE_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n

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
  const isShaped = SIGNATURE.test(signature)
  const s = isShaped ? BigInt(`0x${signature.slice(66, 130)}`) : 0n
  const v = signature.slice(130).toLowerCase()
  if (!isShaped || s > HALF_CURVE_ORDER || (v !== '1b' && v !== '1c')) {
    throw new AttestationInvalidError({
      reason: 'it is no signature of 65 bytes in its lower form',
    })
  }
  const digest = enrolmentDigest(attestation)
  try {
    return recoverAddress(digest, signature).toLowerCase()
  } catch {
    throw new AttestationInvalidError({ reason: 'it is nobody’s signature' })
  }
}
