import * as z from 'zod'
import { PsephosError } from './PsephosError.ts'

/** The server keeps no more of these, because anybody may add them; older ones go in time. */
export class LimitReachedError extends PsephosError {
  /** `of`: what there are too many of, such as `drafts of a space`. */
  static readonly facts = z.strictObject({ of: z.string(), limit: z.number() })
  override readonly name = 'LimitReachedError'

  constructor(facts: z.output<typeof LimitReachedError.facts>) {
    super('LIMIT_REACHED', `The server keeps at most ${facts.limit} ${facts.of}.`, facts)
  }
}

/** Who signed is no admin of the space: neither its timelock nor the operator names them. */
export class SpaceAdminRequiredError extends PsephosError {
  static readonly facts = z.strictObject({ space: z.string(), signer: z.string() })
  override readonly name = 'SpaceAdminRequiredError'

  constructor(facts: z.output<typeof SpaceAdminRequiredError.facts>) {
    super(
      'SPACE_ADMIN_REQUIRED',
      `The account ${facts.signer} is no admin of ${facts.space}.`,
      facts,
    )
  }
}

/** The contracts that are named do not belong together, or are not there. */
export class SpaceContractsMismatchError extends PsephosError {
  /** `reason` follows on `The space …`. */
  static readonly facts = z.strictObject({ space: z.string(), reason: z.string() })
  override readonly name = 'SpaceContractsMismatchError'

  constructor(facts: z.output<typeof SpaceContractsMismatchError.facts>) {
    super('SPACE_CONTRACTS_MISMATCH', `The space ${facts.space} ${facts.reason}.`, facts)
  }
}

/** Another DAO has this id here, or this DAO another id. */
export class SpaceIdTakenError extends PsephosError {
  static readonly facts = z.strictObject({ space: z.string() })
  override readonly name = 'SpaceIdTakenError'

  constructor(facts: z.output<typeof SpaceIdTakenError.facts>) {
    super(
      'SPACE_ID_TAKEN',
      `The id ${facts.space} or its governor is registered here already.`,
      facts,
    )
  }
}

/** The server hosts only the DAOs that its operator lists. */
export class SpaceRegistrationClosedError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'SpaceRegistrationClosedError'

  constructor() {
    super('SPACE_REGISTRATION_CLOSED', 'This server hosts only the DAOs that its operator lists.')
  }
}

/** The request in a space's name is too old, from the future, or good for too long. */
export class SpaceRequestExpiredError extends PsephosError {
  /** Both in milliseconds since 1970. */
  static readonly facts = z.strictObject({ issuedAt: z.number(), expiresAt: z.number() })
  override readonly name = 'SpaceRequestExpiredError'

  constructor(facts: z.output<typeof SpaceRequestExpiredError.facts>) {
    super(
      'SPACE_REQUEST_EXPIRED',
      'The request was signed for another time than now, or for longer than seven days.',
      facts,
    )
  }
}

/** A request in the space's name that was signed at the same time or later has been obeyed already. */
export class SpaceRequestReplayedError extends PsephosError {
  /** In milliseconds since 1970. */
  static readonly facts = z.strictObject({ issuedAt: z.number() })
  override readonly name = 'SpaceRequestReplayedError'

  constructor(facts: z.output<typeof SpaceRequestReplayedError.facts>) {
    super(
      'SPACE_REQUEST_REPLAYED',
      'This request, or one that was signed later, has been obeyed already.',
      facts,
    )
  }
}

/** The signature is not that of the signer it names, for this request to this server. */
export class SpaceSignatureInvalidError extends PsephosError {
  static readonly facts = z.strictObject({ signer: z.string() })
  override readonly name = 'SpaceSignatureInvalidError'

  constructor(facts: z.output<typeof SpaceSignatureInvalidError.facts>) {
    super(
      'SPACE_SIGNATURE_INVALID',
      `The account ${facts.signer} did not sign this request.`,
      facts,
    )
  }
}

/** The space has no such webhook. */
export class WebhookUnknownError extends PsephosError {
  static readonly facts = z.strictObject({ webhook: z.string() })
  override readonly name = 'WebhookUnknownError'

  constructor(facts: z.output<typeof WebhookUnknownError.facts>) {
    super('WEBHOOK_UNKNOWN', `The space has no webhook ${facts.webhook}.`, facts)
  }
}

/** The server does not call such an address. */
export class WebhookUrlRefusedError extends PsephosError {
  /** `reason` follows on `The webhook's address …`. */
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'WebhookUrlRefusedError'

  constructor(facts: z.output<typeof WebhookUrlRefusedError.facts>) {
    super('WEBHOOK_URL_REFUSED', `The webhook's address ${facts.reason}.`, facts)
  }
}
