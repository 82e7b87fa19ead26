import { z } from 'zod'
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
