import { CommitteeMessageRefusedError, CurvePointInvalidError } from '../../errors/secretErrors.ts'
import type { Complaint } from '../../wire/committee.ts'
import { ExtendedPoint } from '../babyJubjub.ts'
import { type CurvePoint, toCurvePoint, toExtended } from '../CurvePoint.ts'
import { complaintStatement, hasPoints, openShares } from './checkDeals.ts'
import { verifyLogarithm } from './logarithmProof.ts'
import type { DealPoints, OpenedDeal } from './openDeal.ts'
import type { KeyGeneration } from './openInvitation.ts'
import { requireSignedBy } from './trusteeMessage.ts'

/** Why a complaint is wrong: its proof does not hold, or it shows shares that are right. */
export type ComplaintFault = 'proof' | 'share'

/** A complaint that its complainer signed. */
export type OpenedComplaint = {
  /** The complainer's position. */
  readonly complainer: number
  /** The position of the dealer who is complained about. */
  readonly dealer: number
  /** What is wrong with the complaint; null when the dealer is in the wrong. */
  readonly fault: ComplaintFault | null
}

/** What {@link openComplaint} takes. */
export type OpenComplaintParameters = {
  keyGeneration: KeyGeneration
  deals: readonly OpenedDeal[]
  /** What somebody published, read by `wireComplaint`. */
  complaint: Complaint
}

/**
 * Reads a complaint and decides it: the point that it reveals opens the shares in dispute to whoever
 * reads it, so everybody comes to the same.
 * @throws {@link CommitteeMessageRefusedError} when it is of another session, was not signed by the
 * complainer, or is about a deal that is not among `deals` or is seen to be wrong without it.
 * @example
 * openComplaint({ keyGeneration, deals, complaint }).fault // null: the dealer lied
 */
export function openComplaint({
  keyGeneration,
  deals,
  complaint,
}: OpenComplaintParameters): OpenedComplaint {
  const { session, trustees } = keyGeneration
  const { signature, ...content } = complaint
  const { complainer, dealer } = content
  const address = trustees[complainer - 1]?.address
  requireSignedBy({ kind: 'complaint', content, signature, address, session })
  const deal = deals.find((each) => each.digest === content.deal && each.dealer === dealer)
  if (deal === undefined || !hasPoints(deal)) {
    throw new CommitteeMessageRefusedError({ reason: 'it is about a deal that is not here' })
  }
  return { complainer, dealer, fault: findFault(keyGeneration, deal, complaint) }
}

function findFault(
  keyGeneration: KeyGeneration,
  deal: OpenedDeal & { points: DealPoints },
  { complainer, sharedPoint: revealed, proof }: Complaint,
): ComplaintFault | null {
  const { session, trustees } = keyGeneration
  const { digest, dealer, points } = deal
  const sharedPoint = tryToOpen(revealed)
  const encryptionKey = toExtended(trustees[complainer - 1]?.encryptionKey as CurvePoint)
  if (
    sharedPoint === null ||
    !verifyLogarithm({
      ...complaintStatement({ session, complainer, dealer, digest }),
      pairs: [
        { base: ExtendedPoint.BASE, image: encryptionKey },
        { base: points.ephemeralKey, image: sharedPoint },
      ],
      proof,
    })
  ) {
    return 'proof'
  }
  const { areRight } = openShares({ keyGeneration, deal, receiver: complainer, sharedPoint })
  return areRight ? 'share' : null
}

function tryToOpen(point: Complaint['sharedPoint']): ExtendedPoint | null {
  try {
    return toExtended(toCurvePoint(point))
  } catch (error) {
    if (error instanceof CurvePointInvalidError) return null
    throw error
  }
}
