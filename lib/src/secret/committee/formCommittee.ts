import { CommitteeDealersMissingError } from '../../errors/secretErrors.ts'
import type { Committee } from '../../wire/committee.ts'
import { ExtendedPoint } from '../babyJubjub.ts'
import { fromExtended } from '../CurvePoint.ts'
import { hasPoints } from './checkDeals.ts'
import { type JudgeDealsParameters, judgeDeals } from './judgeDeals.ts'
import type { DealPoints, OpenedDeal } from './openDeal.ts'

/** What {@link formCommittee} takes. */
export type FormCommitteeParameters = JudgeDealsParameters

/**
 * Returns the committee that a key generation comes to: the sums of the qualified dealers'
 * commitments, from which every key follows. Everybody who has the same deals and complaints comes to
 * the same one.
 * @throws {@link CommitteeDealersMissingError} when fewer than `threshold` trustees are qualified:
 * so many dishonest ones could otherwise know the keys among themselves.
 * @example
 * const committee = formCommittee({ keyGeneration, deals, complaints })
 * deriveCommitteeKeys(committee).electionKeys
 */
export function formCommittee(parameters: FormCommitteeParameters): Committee {
  const { session, threshold, capacity, trustees } = parameters.keyGeneration
  const counted = listQualifiedDeals(parameters)
  return {
    session,
    threshold,
    trustees: trustees.map(({ address }) => address),
    qualified: counted.map(({ dealer }) => dealer),
    commitments: Array.from({ length: capacity }, (_, option) =>
      fromExtended(
        Array.from({ length: threshold }, (_, degree) =>
          counted.reduce(
            (sum, { points }) => sum.add(points.commitments[option]?.[degree] as ExtendedPoint),
            ExtendedPoint.ZERO,
          ),
        ),
      ),
    ),
  }
}

/**
 * Returns the deals that make up the keys, in the order of their dealers.
 * @throws {@link CommitteeDealersMissingError} when there are fewer than `threshold`.
 */
export function listQualifiedDeals(
  parameters: JudgeDealsParameters,
): (OpenedDeal & { points: DealPoints })[] {
  const { qualified } = judgeDeals(parameters)
  const { threshold } = parameters.keyGeneration
  if (qualified.length < threshold) {
    throw new CommitteeDealersMissingError({ qualified: qualified.length, threshold })
  }
  const usable = parameters.deals.filter(hasPoints)
  return qualified.flatMap((position) => usable.find(({ dealer }) => dealer === position) ?? [])
}
