import { NotATrusteeError } from '../../errors/secretErrors.ts'
import { RequestMalformedError } from '../../errors/serverErrors.ts'
import { ExtendedPoint } from '../babyJubjub.ts'
import { type CurvePoint, fromExtended } from '../CurvePoint.ts'
import { multiply } from '../pointArithmetic.ts'
import { deriveScalar } from './deriveScalar.ts'
import type { KeyGeneration } from './openInvitation.ts'

const LABEL = 'psephos.trustee.encryption.v1'
const SEED_BYTES = 32

/** What {@link findTrustee} takes. */
export type FindTrusteeParameters = { keyGeneration: KeyGeneration; seed: Uint8Array }

/** A trustee of a key generation, as only they know it. */
export type OwnTrustee = {
  /** From 1. */
  readonly position: number
  /** The secret of the encryption key. */
  readonly encryptionSecret: bigint
}

/**
 * Returns 32 bytes of the system's randomness: all that a trustee must keep. Keys, polynomials and
 * proofs follow from it, the same ones whenever they are asked for.
 */
export function createTrusteeSeed(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(SEED_BYTES))
}

/**
 * Returns the public key that a trustee's seed gives, to be written into invitations. One seed may
 * take part in many committees.
 * @throws {@link RequestMalformedError} when the seed is not 32 bytes.
 * @example
 * const seed = createTrusteeSeed()
 * trusteeEncryptionKey(seed) // { x: …, y: … }
 */
export function trusteeEncryptionKey(seed: Uint8Array): CurvePoint {
  const secret = deriveEncryptionSecret(seed)
  return fromExtended([multiply(ExtendedPoint.BASE, secret)])[0] as CurvePoint
}

/**
 * Returns which trustee of a key generation a seed is that of.
 * @throws {@link NotATrusteeError} when it is that of none: then the invitation names another key,
 * and whoever has that one would take part in the trustee's name.
 * @throws {@link RequestMalformedError} when the seed is not 32 bytes.
 */
export function findTrustee({ keyGeneration, seed }: FindTrusteeParameters): OwnTrustee {
  const { x, y } = trusteeEncryptionKey(seed)
  const index = keyGeneration.trustees.findIndex(
    ({ encryptionKey }) => encryptionKey.x === x && encryptionKey.y === y,
  )
  if (index === -1) throw new NotATrusteeError()
  return { position: index + 1, encryptionSecret: deriveEncryptionSecret(seed) }
}

function deriveEncryptionSecret(seed: Uint8Array): bigint {
  if (seed.length !== SEED_BYTES) {
    throw new RequestMalformedError({ path: 'seed', reason: `must be ${SEED_BYTES} bytes` })
  }
  return deriveScalar({ seed, label: LABEL })
}
