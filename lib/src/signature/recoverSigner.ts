import { recoverAddress } from 'ethers'

/** What {@link recoverSigner} takes. */
export type RecoverSignerParameters = {
  /** Gives the 32 bytes that were signed, in hex; asked for when the signature may be one. */
  digest: () => string
  /** 65 bytes in hex: r, s, v. */
  signature: string
}

/** Who signed, in lower case; or why nobody did. */
export type RecoveredSigner =
  | { readonly address: string }
  | { readonly address: null; readonly reason: string }

const SIGNATURE = /^0x[0-9a-fA-F]{130}$/
const HALF_CURVE_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n

/**
 * Tells who signed a digest. A signature has one form only, that with the lower s and a v of 27 or
 * 28: with the other there would be two signatures of one thing.
 */
export function recoverSigner({ digest, signature }: RecoverSignerParameters): RecoveredSigner {
  const isShaped = SIGNATURE.test(signature)
  const s = isShaped ? BigInt(`0x${signature.slice(66, 130)}`) : 0n
  const v = signature.slice(130).toLowerCase()
  if (!isShaped || s > HALF_CURVE_ORDER || (v !== '1b' && v !== '1c')) {
    return { address: null, reason: 'it is no signature of 65 bytes in its lower form' }
  }
  const signed = digest()
  try {
    return { address: recoverAddress(signed, signature).toLowerCase() }
  } catch {
    return { address: null, reason: 'it is nobody’s signature' }
  }
}
