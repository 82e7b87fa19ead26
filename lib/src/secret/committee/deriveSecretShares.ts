import { CommitteeShareWrongError } from '../../errors/secretErrors.ts'
import { modOrder, multiply } from '../pointArithmetic.ts'
import type { CheckDealsParameters } from './checkDeals.ts'
import { openShares } from './checkDeals.ts'
import { listQualifiedDeals } from './formCommittee.ts'
import type { OpenedComplaint } from './openComplaint.ts'
import { findTrustee } from './trusteeKey.ts'

/** What {@link deriveSecretShares} takes. */
export type DeriveSecretSharesParameters = CheckDealsParameters & {
  complaints: readonly OpenedComplaint[]
}

/** What a trustee decrypts with. */
export type TrusteeShares = {
  /** The trustee's position, from 1. */
  readonly position: number
  /** x of each option position, from 0 to l − 1. Nobody else may know them. */
  readonly secretShares: readonly bigint[]
}

/**
 * Returns a trustee's secret shares: the sums of what the qualified dealers dealt them. Also who did
 * not deal, or is disqualified, has them, and can decrypt.
 * @throws {@link CommitteeShareWrongError} when a qualified dealer dealt this trustee a wrong share
 * and no complaint was heard.
 * @throws {@link CommitteeDealersMissingError} when fewer than `threshold` trustees are qualified.
 * @throws {@link NotATrusteeError} when the seed is that of no trustee.
 * @throws {@link RequestMalformedError} when the seed is not 32 bytes.
 */
export function deriveSecretShares({
  keyGeneration,
  seed,
  deals,
  complaints,
}: DeriveSecretSharesParameters): TrusteeShares {
  const { position, encryptionSecret } = findTrustee({ keyGeneration, seed })
  const dealt = listQualifiedDeals({ keyGeneration, deals, complaints }).map((deal) => {
    const sharedPoint = multiply(deal.points.ephemeralKey, encryptionSecret)
    const opened = openShares({ keyGeneration, deal, receiver: position, sharedPoint })
    if (!opened.areRight) throw new CommitteeShareWrongError({ dealer: deal.dealer })
    return opened.shares
  })
  return {
    position,
    secretShares: Array.from({ length: keyGeneration.capacity }, (_, option) =>
      dealt.reduce((sum, shares) => modOrder(sum + (shares[option] as bigint)), 0n),
    ),
  }
}
