import * as z from 'zod'
import { wireAddress, wireUint } from '../wire/scalars.ts'
import { PsephosError } from './PsephosError.ts'

/** An attester's signature is not one of the enrolment that it is said to attest. */
export class AttestationInvalidError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'AttestationInvalidError'

  constructor(facts: z.output<typeof AttestationInvalidError.facts>) {
    super('ATTESTATION_INVALID', `The attestation is invalid: ${facts.reason}.`, facts)
  }
}

/**
 * The commitment is a member of the group already, of another person or of the very one who wants to
 * rotate to it.
 */
export class CommitmentAlreadyEnrolledError extends PsephosError {
  static readonly facts = z.strictObject({ commitment: wireUint })
  override readonly name = 'CommitmentAlreadyEnrolledError'

  constructor({ commitment }: z.output<typeof CommitmentAlreadyEnrolledError.facts>) {
    super('COMMITMENT_ALREADY_ENROLLED', 'This commitment is enrolled already.', {
      commitment: String(commitment),
    })
  }
}

/** The commitment was replaced once and never returns; a new identity is needed. */
export class CommitmentRetiredError extends PsephosError {
  static readonly facts = z.strictObject({ commitment: wireUint })
  override readonly name = 'CommitmentRetiredError'

  constructor({ commitment }: z.output<typeof CommitmentRetiredError.facts>) {
    super('COMMITMENT_RETIRED', 'This commitment was replaced and cannot be enrolled again.', {
      commitment: String(commitment),
    })
  }
}

/** The bytes are not a credential as the issuer's contract takes it. */
export class CredentialMalformedError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'CredentialMalformedError'

  constructor(facts: z.output<typeof CredentialMalformedError.facts>) {
    super('CREDENTIAL_MALFORMED', `The credential is malformed: ${facts.reason}.`, facts)
  }
}

/** The group admits only people who are eligible by an address, and the enrolment names none. */
export class EligibilityRequiredError extends PsephosError {
  /** `policy`: the address of the contract that says who is eligible. */
  static readonly facts = z.strictObject({ policy: wireAddress })
  override readonly name = 'EligibilityRequiredError'

  constructor(facts: z.output<typeof EligibilityRequiredError.facts>) {
    super(
      'ELIGIBILITY_REQUIRED',
      'The group admits only people who are eligible by an address.',
      facts,
    )
  }
}

/**
 * The identity is no member of the group. Carries no facts: who tried to vote is nobody's business.
 */
export class NotAMemberError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'NotAMemberError'

  constructor() {
    super('NOT_A_MEMBER', 'The identity is not a member of this group.')
  }
}

/** The person has enrolled another commitment before. */
export class PersonAlreadyEnrolledError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'PersonAlreadyEnrolledError'

  constructor() {
    super('PERSON_ALREADY_ENROLLED', 'This person is enrolled already, with another commitment.')
  }
}

/** World ID's verifier refuses the proof. */
export class WorldIdProofInvalidError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'WorldIdProofInvalidError'

  constructor(facts: z.output<typeof WorldIdProofInvalidError.facts>) {
    super('WORLD_ID_PROOF_INVALID', `World ID refuses the proof: ${facts.reason}.`, facts)
  }
}

/** The World ID request was answered too late; a new one is needed. */
export class WorldIdRequestExpiredError extends PsephosError {
  /** `expiredAt` in seconds since 1970. */
  static readonly facts = z.strictObject({ expiredAt: z.number() })
  override readonly name = 'WorldIdRequestExpiredError'

  constructor(facts: z.output<typeof WorldIdRequestExpiredError.facts>) {
    super('WORLD_ID_REQUEST_EXPIRED', 'The World ID request has expired; ask for a new one.', facts)
  }
}

/** The World ID request has been answered before; a new one is needed. */
export class WorldIdRequestSpentError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'WorldIdRequestSpentError'

  constructor() {
    super('WORLD_ID_REQUEST_SPENT', 'The World ID request was used before; ask for a new one.')
  }
}

/** The result answers a World ID request that this server has not made. */
export class WorldIdRequestUnknownError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'WorldIdRequestUnknownError'

  constructor() {
    super('WORLD_ID_REQUEST_UNKNOWN', 'The result answers no World ID request of this server.')
  }
}

/** A field of the World ID result differs from what was asked for. */
export class WorldIdResultMismatchError extends PsephosError {
  static readonly facts = z.strictObject({ field: z.string() })
  override readonly name = 'WorldIdResultMismatchError'

  constructor(facts: z.output<typeof WorldIdResultMismatchError.facts>) {
    super(
      'WORLD_ID_RESULT_MISMATCH',
      `The World ID result differs from the request in its ${facts.field}.`,
      facts,
    )
  }
}

/** World ID's service does not answer, or answers with something that is not World ID's. */
export class WorldIdUnavailableError extends PsephosError {
  static readonly facts = z.strictObject({ baseUrl: z.string(), reason: z.string() })
  override readonly name = 'WorldIdUnavailableError'

  constructor(facts: z.output<typeof WorldIdUnavailableError.facts>, options?: ErrorOptions) {
    super(
      'WORLD_ID_UNAVAILABLE',
      `World ID at ${facts.baseUrl} is unavailable: ${facts.reason}.`,
      facts,
      options,
    )
  }
}
