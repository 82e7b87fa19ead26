import * as z from 'zod'
import { PsephosError } from './PsephosError.ts'

/** Too few trustees dealt rightly for a committee to come out. */
export class CommitteeDealersMissingError extends PsephosError {
  static readonly facts = z.strictObject({ qualified: z.number(), threshold: z.number() })
  override readonly name = 'CommitteeDealersMissingError'

  constructor(facts: z.output<typeof CommitteeDealersMissingError.facts>) {
    super(
      'COMMITTEE_DEALERS_MISSING',
      `Of the ${facts.threshold} trustees that must deal, ${facts.qualified} dealt rightly.`,
      facts,
    )
  }
}

/** The invitation of a committee, or what came out of it, is not as it must be. */
export class CommitteeMalformedError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'CommitteeMalformedError'

  constructor(facts: z.output<typeof CommitteeMalformedError.facts>) {
    super('COMMITTEE_MALFORMED', `The committee is malformed: ${facts.reason}.`, facts)
  }
}

/** What claims to be a trustee's message is not theirs, or is of another key generation. */
export class CommitteeMessageRefusedError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'CommitteeMessageRefusedError'

  constructor(facts: z.output<typeof CommitteeMessageRefusedError.facts>) {
    super('COMMITTEE_MESSAGE_REFUSED', `The trustee's message is refused: ${facts.reason}.`, facts)
  }
}

/**
 * A dealer who counts as qualified gave this trustee a share that does not fit, and nobody
 * complained in time: the trustee cannot decrypt on this committee.
 */
export class CommitteeShareWrongError extends PsephosError {
  /** The dealer's position. */
  static readonly facts = z.strictObject({ dealer: z.number() })
  override readonly name = 'CommitteeShareWrongError'

  constructor(facts: z.output<typeof CommitteeShareWrongError.facts>) {
    super('COMMITTEE_SHARE_WRONG', `The share that trustee ${facts.dealer} dealt is wrong.`, facts)
  }
}

/** A pair of numbers is no point of BabyJubJub's subgroup of prime order, or may not be this one. */
export class CurvePointInvalidError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'CurvePointInvalidError'

  constructor(facts: z.output<typeof CurvePointInvalidError.facts>) {
    super('CURVE_POINT_INVALID', `The point cannot be used: ${facts.reason}.`, facts)
  }
}

/** Fewer trustees have published decryption shares than decrypting takes. */
export class DecryptionSharesMissingError extends PsephosError {
  static readonly facts = z.strictObject({ shares: z.number(), threshold: z.number() })
  override readonly name = 'DecryptionSharesMissingError'

  constructor(facts: z.output<typeof DecryptionSharesMissingError.facts>) {
    super(
      'DECRYPTION_SHARES_MISSING',
      `Of the ${facts.threshold} decryption shares that are needed, ${facts.shares} are there.`,
      facts,
    )
  }
}

/** The secret is not that of any trustee of the invitation. */
export class NotATrusteeError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'NotATrusteeError'

  constructor() {
    super('NOT_A_TRUSTEE', 'The secret is that of no trustee of this committee.')
  }
}

/**
 * No totals within the bounds fit what was decrypted: a decryption share is wrong, or the bounds
 * are.
 */
export class TotalsNotFoundError extends PsephosError {
  /** The option's index. */
  static readonly facts = z.strictObject({ option: z.number() })
  override readonly name = 'TotalsNotFoundError'

  constructor(facts: z.output<typeof TotalsNotFoundError.facts>) {
    super('TOTALS_NOT_FOUND', `No totals of option ${facts.option} fit what was decrypted.`, facts)
  }
}

/** The file is no trustee's file that can be read here. */
export class TrusteeFileUnusableError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'TrusteeFileUnusableError'

  constructor(facts: z.output<typeof TrusteeFileUnusableError.facts>) {
    super('TRUSTEE_FILE_UNUSABLE', `The trustee's file cannot be used: ${facts.reason}.`, facts)
  }
}
