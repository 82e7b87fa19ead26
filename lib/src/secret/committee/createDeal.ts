import type { DealContent, LogarithmProof } from '../../wire/committee.ts'
import { ExtendedPoint } from '../babyJubjub.ts'
import { type CurvePoint, fromExtended, toExtended } from '../CurvePoint.ts'
import { modOrder, multiply } from '../pointArithmetic.ts'
import { deriveScalar } from './deriveScalar.ts'
import { proveLogarithm } from './logarithmProof.ts'
import type { KeyGeneration } from './openInvitation.ts'
import { encryptShares } from './shareCipher.ts'
import { findTrustee } from './trusteeKey.ts'

/** What {@link createDeal} takes. */
export type CreateDealParameters = {
  keyGeneration: KeyGeneration
  /** The trustee's 32 secret bytes. */
  seed: Uint8Array
}

/** The labels under which a dealer proves to know the constants and the deal's key. */
export const POSSESSION_LABEL = 'psephos.committee.possession.v1'
export const EPHEMERAL_LABEL = 'psephos.committee.ephemeral.v1'

/**
 * Returns what a trustee deals: commitments to a polynomial of degree threshold − 1 for each option
 * position, and each trustee's shares, which only that trustee can read. Everything follows from seed
 * and session: who deals again deals the same. It is published when it is signed.
 * Source: Pedersen, "A Threshold Cryptosystem without a Trusted Party", EUROCRYPT 1991; Feldman, "A
 * Practical Scheme for Non-interactive Verifiable Secret Sharing", FOCS 1987; the proofs of
 * possession as in FROST (Komlo and Goldberg, SAC 2020).
 * @throws {@link NotATrusteeError} when the seed is that of no trustee.
 * @throws {@link RequestMalformedError} when the seed is not 32 bytes.
 * @example
 * const content = createDeal({ keyGeneration, seed })
 * const deal = await signTrusteeMessage({ kind: 'deal', content, signer })
 */
export function createDeal({ keyGeneration, seed }: CreateDealParameters): DealContent {
  const { session, threshold, capacity, trustees } = keyGeneration
  const { position: dealer } = findTrustee({ keyGeneration, seed })
  const context = [BigInt(session), BigInt(dealer)]
  const polynomials = Array.from({ length: capacity }, (_, option) =>
    Array.from({ length: threshold }, (_, degree) =>
      deriveScalar({
        seed,
        label: 'psephos.committee.polynomial.v1',
        parts: [...context, BigInt(option), BigInt(degree)],
      }),
    ),
  )
  const commitments = polynomials.map((polynomial) =>
    polynomial.map((coefficient) => multiply(ExtendedPoint.BASE, coefficient)),
  )
  const ephemeral = deriveScalar({ seed, label: 'psephos.committee.deal.v1', parts: context })
  const ephemeralKey = multiply(ExtendedPoint.BASE, ephemeral)
  const prove = (
    label: string,
    image: ExtendedPoint,
    secret: bigint,
    ...more: bigint[]
  ): LogarithmProof =>
    proveLogarithm({
      label,
      context: [...context, ...more],
      pairs: [{ base: ExtendedPoint.BASE, image }],
      secret,
      seed,
    })
  return {
    session,
    dealer,
    commitments: commitments.map(fromExtended),
    proofs: commitments.map(([first], option) =>
      prove(
        POSSESSION_LABEL,
        first as ExtendedPoint,
        polynomials[option]?.[0] as bigint,
        BigInt(option),
      ),
    ),
    ephemeralKey: fromExtended([ephemeralKey])[0] as CurvePoint,
    ephemeralProof: prove(EPHEMERAL_LABEL, ephemeralKey, ephemeral),
    shares: trustees.map(({ encryptionKey: key }, index) => {
      const encryptionKey = toExtended(key)
      const sharedPoint = multiply(encryptionKey, ephemeral)
      const receiver = index + 1
      return encryptShares({
        channel: { session, dealer, receiver, ephemeralKey, encryptionKey, sharedPoint },
        shares: polynomials.map((polynomial) => evaluate(polynomial, BigInt(receiver))),
      })
    }),
  }
}

/** Returns a polynomial's value, by Horner's rule. */
function evaluate(polynomial: readonly bigint[], at: bigint): bigint {
  return polynomial.reduceRight((value, coefficient) => modOrder(value * at + coefficient), 0n)
}
