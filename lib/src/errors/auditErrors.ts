import * as z from 'zod'
import { PsephosError } from './PsephosError.ts'

/** The file is no archive of an election, or was changed: archives have one form, to the letter. */
export class ArchiveMalformedError extends PsephosError {
  /** `path`: where in the archive, such as `ballots.3.words`; empty for the file as a whole. */
  static readonly facts = z.strictObject({ path: z.string(), reason: z.string() })
  override readonly name = 'ArchiveMalformedError'

  constructor(facts: z.output<typeof ArchiveMalformedError.facts>, options?: ErrorOptions) {
    const where = facts.path === '' ? '' : ` at ${facts.path}`
    super('ARCHIVE_MALFORMED', `The archive is malformed${where}: ${facts.reason}.`, facts, options)
  }
}

/** The archive is of another governor's or of another proposal's election than was asked for. */
export class ArchiveMismatchError extends PsephosError {
  static readonly facts = z.strictObject({
    field: z.enum(['governor', 'proposalId']),
    value: z.string(),
    expected: z.string(),
  })
  override readonly name = 'ArchiveMismatchError'

  constructor(facts: z.output<typeof ArchiveMismatchError.facts>) {
    const what = facts.field === 'governor' ? 'governor' : 'proposal'
    super(
      'ARCHIVE_MISMATCH',
      `The archive is of the ${what} ${facts.value}, not of ${facts.expected}.`,
      facts,
    )
  }
}

/**
 * The node does not give events that must be there. Either it keeps no old events, or the reading began
 * too late: from the block in which the group was deployed everything is found.
 */
export class ChainEventsMissingError extends PsephosError {
  static readonly facts = z.strictObject({
    event: z.string(),
    fromBlock: z.number(),
    toBlock: z.number(),
  })
  override readonly name = 'ChainEventsMissingError'

  constructor(facts: z.output<typeof ChainEventsMissingError.facts>) {
    super(
      'CHAIN_EVENTS_MISSING',
      `From block ${facts.fromBlock} to ${facts.toBlock} an event ${facts.event} is missing.`,
      facts,
    )
  }
}

/** The node is of another chain than it must be. */
export class ChainMismatchError extends PsephosError {
  static readonly facts = z.strictObject({ chainId: z.number(), expectedChainId: z.number() })
  override readonly name = 'ChainMismatchError'

  constructor(facts: z.output<typeof ChainMismatchError.facts>) {
    super(
      'CHAIN_MISMATCH',
      `The node is of chain ${facts.chainId}, not of chain ${facts.expectedChainId}.`,
      facts,
    )
  }
}

/** The chain no longer has the block up to which it was read: read it anew. */
export class ChainReorganizedError extends PsephosError {
  static readonly facts = z.strictObject({ block: z.number(), hash: z.string() })
  override readonly name = 'ChainReorganizedError'

  constructor(facts: z.output<typeof ChainReorganizedError.facts>) {
    super(
      'CHAIN_REORGANIZED',
      `The chain no longer has the block ${facts.block} that was read.`,
      facts,
    )
  }
}

/** What stands at the address does not answer as a governor of Psephos. */
export class GovernorUnknownError extends PsephosError {
  static readonly facts = z.strictObject({ governor: z.string(), reason: z.string() })
  override readonly name = 'GovernorUnknownError'

  constructor(facts: z.output<typeof GovernorUnknownError.facts>, options?: ErrorOptions) {
    super(
      'GOVERNOR_UNKNOWN',
      `There is no governor at ${facts.governor} that could be read: ${facts.reason}.`,
      facts,
      options,
    )
  }
}
