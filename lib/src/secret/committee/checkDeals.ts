import type { ComplaintContent } from '../../wire/committee.ts'
import { ExtendedPoint } from '../babyJubjub.ts'
import { type CurvePoint, fromExtended, toExtended } from '../CurvePoint.ts'
import { multiply } from '../pointArithmetic.ts'
import { proveLogarithm } from './logarithmProof.ts'
import type { DealPoints, OpenedDeal } from './openDeal.ts'
import type { KeyGeneration } from './openInvitation.ts'
import { isShareRight } from './shareCheck.ts'
import { decryptShares } from './shareCipher.ts'
import { findTrustee } from './trusteeKey.ts'

/** What {@link checkDeals} takes. */
export type CheckDealsParameters = {
  keyGeneration: KeyGeneration
  /** The trustee's 32 secret bytes. */
  seed: Uint8Array
  deals: readonly OpenedDeal[]
}

/** What {@link openShares} takes. */
export type OpenSharesParameters = {
  keyGeneration: KeyGeneration
  deal: OpenedDeal & { points: DealPoints }
  /** The receiver's position. */
  receiver: number
  /** The Diffie–Hellman point of the deal's key and the receiver's. */
  sharedPoint: ExtendedPoint
}

/** The label under which a complainer proves that the shared point is right. */
const COMPLAINT_LABEL = 'psephos.committee.complaint.v1'

/**
 * Returns a trustee's complaints: one for each deal that has nothing wrong with it for others to see,
 * but gives this trustee a wrong share. A complaint opens that dealer's shares for this trustee to
 * everybody, and nothing else: the dealer alone knows the secret of the deal's key, as the deal's proof
 * says, so the point that a complaint reveals is of no other deal. It counts when it is signed.
 * A trustee who does not check while complaints are heard may find later that they cannot decrypt.
 * @throws {@link NotATrusteeError} when the seed is that of no trustee.
 * @throws {@link RequestMalformedError} when the seed is not 32 bytes.
 * @example
 * const complaints = checkDeals({ keyGeneration, seed, deals }) // [] when all dealt rightly
 */
export function checkDeals({
  keyGeneration,
  seed,
  deals,
}: CheckDealsParameters): ComplaintContent[] {
  const { session, trustees } = keyGeneration
  const { position, encryptionSecret } = findTrustee({ keyGeneration, seed })
  const encryptionKey = toExtended(trustees[position - 1]?.encryptionKey as CurvePoint)
  return deals.filter(hasPoints).flatMap((deal) => {
    const { dealer, digest, points } = deal
    const sharedPoint = multiply(points.ephemeralKey, encryptionSecret)
    if (openShares({ keyGeneration, deal, receiver: position, sharedPoint }).areRight) return []
    const proof = proveLogarithm({
      ...complaintStatement({ session, complainer: position, dealer, digest }),
      pairs: [
        { base: ExtendedPoint.BASE, image: encryptionKey },
        { base: points.ephemeralKey, image: sharedPoint },
      ],
      secret: encryptionSecret,
      seed,
    })
    return {
      session,
      complainer: position,
      dealer,
      deal: digest,
      sharedPoint: fromExtended([sharedPoint])[0] as CurvePoint,
      proof,
    }
  })
}

/** Whether a deal's points are all there. */
export function hasPoints(deal: OpenedDeal): deal is OpenedDeal & { points: DealPoints } {
  return deal.points !== null
}

/** Returns a receiver's shares of a deal, and whether they are what the dealer committed to. */
export function openShares({ keyGeneration, deal, receiver, sharedPoint }: OpenSharesParameters): {
  shares: bigint[]
  areRight: boolean
} {
  const { session, trustees } = keyGeneration
  const { dealer, points, message } = deal
  const shares = decryptShares({
    channel: {
      ...{ session, dealer, receiver, sharedPoint },
      ephemeralKey: points.ephemeralKey,
      encryptionKey: toExtended(trustees[receiver - 1]?.encryptionKey as CurvePoint),
    },
    encrypted: message.shares[receiver - 1] as string,
  })
  const areRight = points.commitments.every((commitments, option) =>
    isShareRight({ commitments, position: receiver, share: shares[option] as bigint }),
  )
  return { shares, areRight }
}

/** Returns where a complaint's proof is made, and what for. */
export function complaintStatement(complaint: {
  session: string
  complainer: number
  dealer: number
  digest: string
}): { label: string; context: bigint[] } {
  const { session, complainer, dealer, digest } = complaint
  const context = [BigInt(session), BigInt(complainer), BigInt(dealer), BigInt(digest)]
  return { label: COMPLAINT_LABEL, context }
}
