import * as z from 'zod'
import { PsephosError } from './PsephosError.ts'

/**
 * A contract refused the transaction or the call, for a reason that has no error of its own here.
 */
export class ChainRevertedError extends PsephosError {
  /** `reason`: the name of the contract's custom error, or its revert string. */
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'ChainRevertedError'

  constructor(facts: z.output<typeof ChainRevertedError.facts>, options?: ErrorOptions) {
    super('CHAIN_REVERTED', `The contract reverts: ${facts.reason}.`, facts, options)
  }
}

/** A backup cannot be restored, and nothing of it was. */
export class BackupUnusableError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'BackupUnusableError'

  constructor(facts: z.output<typeof BackupUnusableError.facts>, options?: ErrorOptions) {
    super('BACKUP_UNUSABLE', `The backup ${facts.reason}.`, facts, options)
  }
}

/** The chain's node does not answer, or with something else than what it was asked. */
export class ChainUnavailableError extends PsephosError {
  /** `chainId`: null for a node that never said of which chain it is. */
  static readonly facts = z.strictObject({ chainId: z.number().nullable() })
  override readonly name = 'ChainUnavailableError'

  constructor(facts: z.output<typeof ChainUnavailableError.facts>, options?: ErrorOptions) {
    const message =
      facts.chainId === null
        ? "The chain's node does not answer."
        : `No node of chain ${facts.chainId} answers as it should.`
    super('CHAIN_UNAVAILABLE', message, facts, options)
  }
}

/** A setting of the server is missing or wrong. Its value is not repeated: it may be a secret. */
export class ConfigurationInvalidError extends PsephosError {
  static readonly facts = z.strictObject({ setting: z.string(), reason: z.string() })
  override readonly name = 'ConfigurationInvalidError'

  constructor(facts: z.output<typeof ConfigurationInvalidError.facts>) {
    super('CONFIGURATION_INVALID', `The setting ${facts.setting} ${facts.reason}.`, facts)
  }
}

/** The server failed in a way that it did not foresee, and says nothing of it. */
export class InternalError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'InternalError'

  constructor(options?: ErrorOptions) {
    super('INTERNAL', 'The server failed; its log says why.', {}, options)
  }
}

/** What stands at this path cannot be asked in this way. */
export class MethodNotAllowedError extends PsephosError {
  /** `allowed`: the methods that it takes, separated by commas. */
  static readonly facts = z.strictObject({ method: z.string(), allowed: z.string() })
  override readonly name = 'MethodNotAllowedError'

  constructor(facts: z.output<typeof MethodNotAllowedError.facts>) {
    const message = `This path takes ${facts.allowed}, not ${facts.method}.`
    super('METHOD_NOT_ALLOWED', message, facts)
  }
}

/** The server has nothing at this path. */
export class NotFoundError extends PsephosError {
  static readonly facts = z.strictObject({ path: z.string() })
  override readonly name = 'NotFoundError'

  constructor(facts: z.output<typeof NotFoundError.facts>) {
    super('NOT_FOUND', `There is nothing at ${facts.path}.`, facts)
  }
}

/** The request's body is too long. */
export class PayloadTooLargeError extends PsephosError {
  /** `limit` in bytes. */
  static readonly facts = z.strictObject({ limit: z.number() })
  override readonly name = 'PayloadTooLargeError'

  constructor(facts: z.output<typeof PayloadTooLargeError.facts>) {
    super('PAYLOAD_TOO_LARGE', `The request may have at most ${facts.limit} bytes.`, facts)
  }
}

/** The relay pays for nothing at present; what it holds waits, and others may bring it on-chain. */
export class RelayPausedError extends PsephosError {
  /**
   * `reason`: it has spent what it may in a day, has no funds, gas costs more than it may pay, or too
   * many of its transactions wait.
   */
  static readonly facts = z.strictObject({
    reason: z.enum(['SPENDING_CAP', 'FUNDS', 'FEE_CEILING', 'BACKLOG']),
  })
  override readonly name = 'RelayPausedError'

  constructor(facts: z.output<typeof RelayPausedError.facts>) {
    super('RELAY_PAUSED', `The relay pays for nothing now: ${PAUSES[facts.reason]}.`, facts)
  }
}

const PAUSES = {
  SPENDING_CAP: 'it has spent what it may in 24 hours',
  FUNDS: 'its account has too little',
  FEE_CEILING: 'gas costs more than it may pay',
  BACKLOG: 'too many of its transactions wait to be mined',
} as const

/** A field of the request has the wrong form. */
export class RequestMalformedError extends PsephosError {
  /** `path`: where in the request, such as `proof.points.3`; empty for the request as a whole. */
  static readonly facts = z.strictObject({ path: z.string(), reason: z.string() })
  override readonly name = 'RequestMalformedError'

  constructor(facts: z.output<typeof RequestMalformedError.facts>) {
    const where = facts.path === '' ? '' : ` at ${facts.path}`
    super('REQUEST_MALFORMED', `The request is malformed${where}: ${facts.reason}.`, facts)
  }
}

/** The server has more to do than it can hold; what was sent is not stored. */
export class ServerBusyError extends PsephosError {
  /** `retryAfter` in seconds. */
  static readonly facts = z.strictObject({ retryAfter: z.number() })
  override readonly name = 'ServerBusyError'

  constructor(facts: z.output<typeof ServerBusyError.facts>, options?: ErrorOptions) {
    const message = `The server is busy; try again in ${facts.retryAfter} seconds.`
    super('SERVER_BUSY', message, facts, options)
  }
}

/** The server does not answer, or answers with something that is not Psephos. */
export class ServerUnavailableError extends PsephosError {
  static readonly facts = z.strictObject({ baseUrl: z.string(), reason: z.string() })
  override readonly name = 'ServerUnavailableError'

  constructor(facts: z.output<typeof ServerUnavailableError.facts>, options?: ErrorOptions) {
    const server = facts.baseUrl === '' ? 'The server' : `The server at ${facts.baseUrl}`
    super('SERVER_UNAVAILABLE', `${server} is unavailable: ${facts.reason}.`, facts, options)
  }
}

/** The server asks to slow down. */
export class TooManyRequestsError extends PsephosError {
  /** `retryAfter` in seconds. */
  static readonly facts = z.strictObject({ retryAfter: z.number() })
  override readonly name = 'TooManyRequestsError'

  constructor(facts: z.output<typeof TooManyRequestsError.facts>) {
    super(
      'TOO_MANY_REQUESTS',
      `Too many requests; try again in ${facts.retryAfter} seconds.`,
      facts,
    )
  }
}
