import * as z from 'zod'
import { wireUint } from '../wire/scalars.ts'
import { PsephosError } from './PsephosError.ts'

/** The metadata, or the description that points at it, has the wrong form. */
export class MetadataMalformedError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'MetadataMalformedError'

  constructor(facts: z.output<typeof MetadataMalformedError.facts>, options?: ErrorOptions) {
    const message = `The proposal's metadata is malformed: ${facts.reason}.`
    super('METADATA_MALFORMED', message, facts, options)
  }
}

/** The metadata does not hash to the CID that the chain says. */
export class MetadataMismatchError extends PsephosError {
  static readonly facts = z.strictObject({ cid: z.string(), expectedCid: z.string() })
  override readonly name = 'MetadataMismatchError'

  constructor(facts: z.output<typeof MetadataMismatchError.facts>) {
    super(
      'METADATA_MISMATCH',
      `The metadata hashes to ${facts.cid}, not to ${facts.expectedCid}.`,
      facts,
    )
  }
}

/** Nobody has given the server the metadata of this CID. */
export class MetadataUnknownError extends PsephosError {
  static readonly facts = z.strictObject({ cid: z.string() })
  override readonly name = 'MetadataUnknownError'

  constructor(facts: z.output<typeof MetadataUnknownError.facts>) {
    super('METADATA_UNKNOWN', `The server has no metadata with the CID ${facts.cid}.`, facts)
  }
}

/** Only members may propose here, with a proof instead of an address. */
export class MembersOnlyError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'MembersOnlyError'

  constructor() {
    super('MEMBERS_ONLY', 'Only members may propose here, and an address is none.')
  }
}

/**
 * The proof does not show that a member makes this very proposal in the current epoch. One that was
 * made in an earlier epoch has to be made anew.
 */
export class MemberProofInvalidError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'MemberProofInvalidError'

  constructor() {
    super('MEMBER_PROOF_INVALID', 'The proof does not show that a member makes this proposal now.')
  }
}

/** What is to be proposed has the wrong form. */
export class ProposalMalformedError extends PsephosError {
  static readonly facts = z.strictObject({ reason: z.string() })
  override readonly name = 'ProposalMalformedError'

  constructor(facts: z.output<typeof ProposalMalformedError.facts>) {
    super('PROPOSAL_MALFORMED', `The proposal is malformed: ${facts.reason}.`, facts)
  }
}

/** A member has fewer proposals in an epoch than this; the next epoch brings new ones. */
export class ProposalSlotOutOfRangeError extends PsephosError {
  /** `slot` counts from 0; `limit` is how many there are. */
  static readonly facts = z.strictObject({ slot: z.number(), limit: z.number() })
  override readonly name = 'ProposalSlotOutOfRangeError'

  constructor(facts: z.output<typeof ProposalSlotOutOfRangeError.facts>) {
    super(
      'PROPOSAL_SLOT_OUT_OF_RANGE',
      `A member may make ${facts.limit} proposals in an epoch.`,
      facts,
    )
  }
}

/** The member has made this proposal of the epoch; the next slot may be free. */
export class ProposalSlotSpentError extends PsephosError {
  static readonly facts = z.strictObject({})
  override readonly name = 'ProposalSlotSpentError'

  constructor() {
    super('PROPOSAL_SLOT_SPENT', 'The member has made this one of their proposals already.')
  }
}

/** The server knows no proposal of this id. */
export class ProposalUnknownError extends PsephosError {
  static readonly facts = z.strictObject({ proposal: wireUint })
  override readonly name = 'ProposalUnknownError'

  constructor({ proposal }: z.output<typeof ProposalUnknownError.facts>) {
    super('PROPOSAL_UNKNOWN', `There is no proposal ${proposal} here.`, {
      proposal: String(proposal),
    })
  }
}
