import * as z from 'zod'
import { PsephosError } from './PsephosError.ts'

/** Somebody edited the draft in between. */
export class DraftOutdatedError extends PsephosError {
  static readonly facts = z.strictObject({ revision: z.number(), heldRevision: z.number() })
  override readonly name = 'DraftOutdatedError'

  constructor(facts: z.output<typeof DraftOutdatedError.facts>) {
    super(
      'DRAFT_OUTDATED',
      `The draft is at revision ${facts.heldRevision}, not at ${facts.revision}.`,
      facts,
    )
  }
}

/** There is no such draft, or it is not shared and no token of it was given. */
export class DraftUnknownError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'DraftUnknownError'

  constructor() {
    super('DRAFT_UNKNOWN', 'There is no such draft, or it is not shared.')
  }
}
