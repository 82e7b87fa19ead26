import * as z from 'zod'
import { PsephosError } from './PsephosError.ts'

/**
 * The file is a Psephos identity file, but not as it was written: a value is missing, out of bounds
 * or does not agree with the others.
 */
export class IdentityFileAlteredError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'IdentityFileAlteredError'

  constructor(facts: z.output<typeof IdentityFileAlteredError.facts>) {
    super('IDENTITY_FILE_ALTERED', `The identity file was changed: ${facts.reason}.`, facts)
  }
}

/** The file is something else than a Psephos identity file. */
export class IdentityFileForeignError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'IdentityFileForeignError'

  constructor() {
    super('IDENTITY_FILE_FOREIGN', 'The file is not a Psephos identity file.')
  }
}

/** The file was written by a newer version of Psephos than this one. */
export class IdentityFileTooNewError extends PsephosError {
  /** `version`: of the file; `supported`: the newest that is read here. */
  static readonly facts = z.strictObject({ version: z.number(), supported: z.number() })
  override readonly name = 'IdentityFileTooNewError'

  constructor(facts: z.output<typeof IdentityFileTooNewError.facts>) {
    super(
      'IDENTITY_FILE_TOO_NEW',
      `The identity file has version ${facts.version}; this program reads up to version ${facts.supported}.`,
      facts,
    )
  }
}

/** The file begins as a Psephos identity file and breaks off. */
export class IdentityFileTruncatedError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'IdentityFileTruncatedError'

  constructor() {
    super('IDENTITY_FILE_TRUNCATED', 'The identity file is incomplete.')
  }
}

/** The person did not sign. */
export class IdentitySignatureDeclinedError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'IdentitySignatureDeclinedError'

  constructor(options?: ErrorOptions) {
    super('IDENTITY_SIGNATURE_DECLINED', 'The signature was declined in the wallet.', {}, options)
  }
}

/**
 * The wallet's answer is no plain signature of what was to be signed. It is not repeated here: it
 * would be a secret.
 */
export class IdentitySignatureInvalidError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'IdentitySignatureInvalidError'

  constructor(facts: z.output<typeof IdentitySignatureInvalidError.facts>) {
    super(
      'IDENTITY_SIGNATURE_INVALID',
      `The wallet's signature is invalid: ${facts.reason}.`,
      facts,
    )
  }
}

/**
 * The wallet signs the same text differently each time, so no identity can be found again from it.
 */
export class IdentitySignatureUnstableError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'IdentitySignatureUnstableError'

  constructor() {
    super(
      'IDENTITY_SIGNATURE_UNSTABLE',
      'The wallet signs the same text differently each time, so an identity made from it would be lost.',
    )
  }
}

/** The wallet failed to sign, for a reason of its own. */
export class IdentitySignerFailedError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'IdentitySignerFailedError'

  constructor(options?: ErrorOptions) {
    super('IDENTITY_SIGNER_FAILED', 'The wallet failed to sign.', {}, options)
  }
}

/**
 * No key of the account itself signed, as with contract wallets: who signs for one can change, and
 * with them the identity.
 */
export class IdentitySignerUnsupportedError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'IdentitySignerUnsupportedError'

  constructor(facts: z.output<typeof IdentitySignerUnsupportedError.facts>) {
    super(
      'IDENTITY_SIGNER_UNSUPPORTED',
      `No identity can be made from this wallet: ${facts.reason}.`,
      facts,
    )
  }
}

/**
 * The person cancelled, waited too long, or has no passkey for this site; browsers do not tell
 * which.
 */
export class PasskeyCancelledError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'PasskeyCancelledError'

  constructor(options?: ErrorOptions) {
    super(
      'PASSKEY_CANCELLED',
      'The passkey was cancelled, was not used in time, or is not there.',
      {},
      options,
    )
  }
}

/** The page may not use passkeys of this relying party: they belong to another origin. */
export class PasskeyOriginRefusedError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'PasskeyOriginRefusedError'

  constructor(options?: ErrorOptions) {
    super('PASSKEY_ORIGIN_REFUSED', 'The passkeys asked for belong to another site.', {}, options)
  }
}

/** Browser or authenticator cannot derive secrets from a passkey (the WebAuthn extension `prf`). */
export class PasskeyPrfUnsupportedError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'PasskeyPrfUnsupportedError'

  constructor() {
    super(
      'PASSKEY_PRF_UNSUPPORTED',
      'This browser, or what keeps the passkey, cannot derive an identity from it.',
    )
  }
}

/** What the browser answered is not what the passkey's standard promises. */
export class PasskeyResultInvalidError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'PasskeyResultInvalidError'

  constructor(facts: z.output<typeof PasskeyResultInvalidError.facts>) {
    super('PASSKEY_RESULT_INVALID', `The passkey gives no usable answer: ${facts.reason}.`, facts)
  }
}

/** There are no passkeys here, or not of the kind that is needed. */
export class PasskeyUnavailableError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'PasskeyUnavailableError'

  constructor(facts: z.output<typeof PasskeyUnavailableError.facts>, options?: ErrorOptions) {
    super('PASSKEY_UNAVAILABLE', `Passkeys cannot be used here: ${facts.reason}.`, facts, options)
  }
}

/** The passphrase is too easy to guess, or too long to be one. */
export class PassphraseUnfitError extends PsephosError {
  /** In characters, white space around the passphrase not counted. */
  static readonly facts = z.strictObject({ minimum: z.number(), maximum: z.number() })
  override readonly name = 'PassphraseUnfitError'

  constructor(facts: z.output<typeof PassphraseUnfitError.facts>) {
    super(
      'PASSPHRASE_UNFIT',
      `The passphrase must have from ${facts.minimum} to ${facts.maximum} characters.`,
      facts,
    )
  }
}

/** The passphrase does not open the identity's or the trustee's file. */
export class PassphraseWrongError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'PassphraseWrongError'

  constructor() {
    super('PASSPHRASE_WRONG', 'The passphrase does not open this file.')
  }
}
