import * as z from 'zod'
import { proposalStates } from '../wire/proposal.ts'
import { wireUint } from '../wire/scalars.ts'
import { PsephosError } from './PsephosError.ts'

/**
 * At least one proof of a batch does not verify, and none of its ballots was counted. Halving the
 * batch finds the one.
 */
export class BallotBatchProofInvalidError extends PsephosError {
  /** `ballots`: how many were verified together, which is without those that the governor skips. */
  static readonly facts = z.strictObject({ ballots: z.number() })
  override readonly name = 'BallotBatchProofInvalidError'

  constructor(facts: z.output<typeof BallotBatchProofInvalidError.facts>) {
    super(
      'BALLOT_BATCH_PROOF_INVALID',
      `Of ${facts.ballots} zero-knowledge proofs at least one does not verify.`,
      facts,
    )
  }
}

/**
 * The ballot's shape is wrong: the number of its options or words, an unused bit, or its revision.
 */
export class BallotMalformedError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'BallotMalformedError'

  constructor(facts: z.output<typeof BallotMalformedError.facts>) {
    super('BALLOT_MALFORMED', `The ballot is malformed: ${facts.reason}.`, facts)
  }
}

/** The proof was made for another revision or for other votes. */
export class BallotMessageMismatchError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'BallotMessageMismatchError'

  constructor() {
    super('BALLOT_MESSAGE_MISMATCH', 'The proof was made for another revision or other votes.')
  }
}

/** The zero-knowledge proof does not verify. */
export class BallotProofInvalidError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'BallotProofInvalidError'

  constructor() {
    super('BALLOT_PROOF_INVALID', "The ballot's zero-knowledge proof does not verify.")
  }
}

/**
 * The ballot names other votes as those that it replaces than the governor counts for this person
 * now: read them anew, and send it again.
 */
export class BallotReplacementMismatchError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'BallotReplacementMismatchError'

  constructor() {
    super('BALLOT_REPLACEMENT_MISMATCH', 'The ballot replaces other votes than are counted now.')
  }
}

/** The proof was made for another proposal, governor or chain. */
export class BallotScopeMismatchError extends PsephosError {
  static readonly facts = z.strictObject({ scope: wireUint, expectedScope: wireUint })
  override readonly name = 'BallotScopeMismatchError'

  constructor({ scope, expectedScope }: z.output<typeof BallotScopeMismatchError.facts>) {
    super('BALLOT_SCOPE_MISMATCH', 'The proof was made for another proposal.', {
      scope: String(scope),
      expectedScope: String(expectedScope),
    })
  }
}

/** The proof was made for another snapshot of the group, or at another depth. */
export class BallotSnapshotMismatchError extends PsephosError {
  static readonly facts = z.strictObject({
    root: wireUint,
    expectedRoot: wireUint,
    proofDepth: z.number(),
    expectedProofDepth: z.number(),
  })
  override readonly name = 'BallotSnapshotMismatchError'

  constructor(facts: z.output<typeof BallotSnapshotMismatchError.facts>) {
    const message =
      facts.proofDepth === facts.expectedProofDepth
        ? "The proof was made for another group than the proposal's snapshot."
        : `The proof has depth ${facts.proofDepth}, but the proposal takes depth ${facts.expectedProofDepth}.`
    super('BALLOT_SNAPSHOT_MISMATCH', message, {
      ...facts,
      root: String(facts.root),
      expectedRoot: String(facts.expectedRoot),
    })
  }
}

/** Neither the server nor the governor has a ballot under the nullifier. */
export class BallotUnknownError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'BallotUnknownError'

  constructor() {
    super('BALLOT_UNKNOWN', 'There is no ballot under this nullifier.')
  }
}

/** A number that must lie in a range, such as a commitment or a nullifier, lies outside it. */
export class FieldElementOutOfRangeError extends PsephosError {
  static readonly facts = z.strictObject({
    name: z.string(),
    minimum: wireUint,
    maximum: wireUint,
  })
  override readonly name = 'FieldElementOutOfRangeError'

  constructor({ name, minimum, maximum }: z.output<typeof FieldElementOutOfRangeError.facts>) {
    super(
      'FIELD_ELEMENT_OUT_OF_RANGE',
      `The ${name} must be a whole number from ${minimum} to ${maximum}.`,
      { name, minimum: String(minimum), maximum: String(maximum) },
    )
  }
}

/** The receipt's signature is none, or not that of the relay. */
export class ReceiptInvalidError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'ReceiptInvalidError'

  constructor(facts: z.output<typeof ReceiptInvalidError.facts>) {
    super('RECEIPT_INVALID', `The receipt proves nothing: ${facts.reason}.`, facts)
  }
}

/** The receipt is for something else than the ballot that it is held against. */
export class ReceiptMismatchError extends PsephosError {
  /** `field`: what differs, such as `nullifier`. */
  static readonly facts = z.strictObject({ field: z.string() })
  override readonly name = 'ReceiptMismatchError'

  constructor(facts: z.output<typeof ReceiptMismatchError.facts>) {
    super(
      'RECEIPT_MISMATCH',
      `The receipt is for another ballot: its ${facts.field} differs.`,
      facts,
    )
  }
}

/** A ballot of this person with the same or a higher revision is held already. */
export class RevisionNotHigherError extends PsephosError {
  static readonly facts = z.strictObject({ revision: z.number(), heldRevision: z.number() })
  override readonly name = 'RevisionNotHigherError'

  constructor(facts: z.output<typeof RevisionNotHigherError.facts>) {
    super(
      'REVISION_NOT_HIGHER',
      `The ballot has revision ${facts.revision}, but revision ${facts.heldRevision} is held already.`,
      facts,
    )
  }
}

/** The squares of the votes add up to more than the voice credits. */
export class VoiceCreditsExceededError extends PsephosError {
  static readonly facts = z.strictObject({ cost: z.number(), voiceCredits: z.number() })
  override readonly name = 'VoiceCreditsExceededError'

  constructor(facts: z.output<typeof VoiceCreditsExceededError.facts>) {
    super(
      'VOICE_CREDITS_EXCEEDED',
      `The ballot costs ${facts.cost} voice credits, but the proposal gives ${facts.voiceCredits}.`,
      facts,
    )
  }
}

/** The votes on an option are no whole number of 16 bits. */
export class VotesOutOfRangeError extends PsephosError {
  static readonly facts = z.strictObject({ option: z.number() })
  override readonly name = 'VotesOutOfRangeError'

  constructor(facts: z.output<typeof VotesOutOfRangeError.facts>) {
    super(
      'VOTES_OUT_OF_RANGE',
      `The votes on option ${facts.option} must be a whole number from -32768 to 32767.`,
      facts,
    )
  }
}

/** The proposal does not take ballots now. */
export class VotingNotOpenError extends PsephosError {
  static readonly facts = z.strictObject({ proposal: wireUint, state: z.enum(proposalStates) })
  override readonly name = 'VotingNotOpenError'

  constructor({ proposal, state }: z.output<typeof VotingNotOpenError.facts>) {
    // A secret proposal is active until its totals are known.
    const reason = state === 'active' ? 'its voting is over' : `it is ${state}`
    super('VOTING_NOT_OPEN', `The proposal does not take ballots: ${reason}.`, {
      proposal: String(proposal),
      state,
    })
  }
}
