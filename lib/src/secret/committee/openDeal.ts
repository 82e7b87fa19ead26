import { CurvePointInvalidError } from '../../errors/secretErrors.ts'
import type { Deal, DealContent } from '../../wire/committee.ts'
import { ExtendedPoint } from '../babyJubjub.ts'
import { toCurvePoint, toExtended } from '../CurvePoint.ts'
import { EPHEMERAL_LABEL, POSSESSION_LABEL } from './createDeal.ts'
import { hashContent } from './hashContent.ts'
import { verifyLogarithm } from './logarithmProof.ts'
import type { KeyGeneration } from './openInvitation.ts'
import { requireSignedBy } from './trusteeMessage.ts'

/**
 * What anybody can see to be wrong with a deal: it has another shape than the invitation asks for, a
 * point is none, or the dealer does not know what the deal is made from, as when somebody subtracts
 * others' commitments from a key of their own.
 */
export type DealFault = 'shape' | 'points' | 'possession'

/** A deal that its dealer signed. */
export type OpenedDeal = {
  /** The dealer's position. */
  readonly dealer: number
  /** The keccak256 of what was signed, in hex. */
  readonly digest: string
  readonly message: Deal
  /** The points, when nothing is wrong with them. */
  readonly points: DealPoints | null
  readonly fault: DealFault | null
}

/** The points of a deal, all of which are in the group. */
export type DealPoints = {
  /** For each option position the commitments to the coefficients, the constant first. */
  readonly commitments: readonly (readonly ExtendedPoint[])[]
  readonly ephemeralKey: ExtendedPoint
}

/** What {@link openDeal} takes. */
export type OpenDealParameters = {
  keyGeneration: KeyGeneration
  /** What somebody published, read by `wireDeal`. */
  deal: Deal
}

/**
 * Reads a deal. Whatever its dealer signed is returned, with what is wrong with it; only what nobody
 * can be blamed for is thrown out.
 * @throws {@link CommitteeMessageRefusedError} when it is of another session, or was not signed by the
 * dealer whom it names.
 * @example
 * openDeal({ keyGeneration, deal: wireDeal.parse(JSON.parse(text)) }).fault // null
 */
export function openDeal({ keyGeneration, deal }: OpenDealParameters): OpenedDeal {
  const { signature, ...content } = deal
  const { session, trustees } = keyGeneration
  const address = trustees[content.dealer - 1]?.address
  requireSignedBy({ kind: 'deal', content, signature, address, session })
  const opened = openPoints(keyGeneration, content)
  return {
    dealer: content.dealer,
    digest: hashContent(content),
    message: deal,
    points: typeof opened === 'string' ? null : opened,
    fault: typeof opened === 'string' ? opened : null,
  }
}

function openPoints(
  { session, threshold, capacity, trustees }: KeyGeneration,
  { dealer, commitments, proofs, ephemeralKey, ephemeralProof, shares }: DealContent,
): DealPoints | DealFault {
  const isShaped =
    commitments.length === capacity &&
    commitments.every(({ length }) => length === threshold) &&
    proofs.length === capacity &&
    shares.length === trustees.length &&
    shares.every(({ length }) => length === 2 + 64 * capacity)
  if (!isShaped) return 'shape'
  const points = tryToOpen(() => ({
    commitments: commitments.map((row) => row.map((point) => toExtended(toCurvePoint(point)))),
    ephemeralKey: toExtended(toCurvePoint(ephemeralKey)),
  }))
  if (points === null) return 'points'
  const context = [BigInt(session), BigInt(dealer)]
  const knows = [
    { label: EPHEMERAL_LABEL, context, image: points.ephemeralKey, proof: ephemeralProof },
    ...proofs.map((proof, option) => ({
      label: POSSESSION_LABEL,
      context: [...context, BigInt(option)],
      image: points.commitments[option]?.[0] as ExtendedPoint,
      proof,
    })),
  ].every(({ image, ...rest }) =>
    verifyLogarithm({ ...rest, pairs: [{ base: ExtendedPoint.BASE, image }] }),
  )
  return knows ? points : 'possession'
}

function tryToOpen<Points>(open: () => Points): Points | null {
  try {
    return open()
  } catch (error) {
    if (error instanceof CurvePointInvalidError) return null
    throw error
  }
}
