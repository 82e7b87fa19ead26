import { MetadataMalformedError } from '../errors/proposalErrors.ts'
import { type ProposalMetadata, wireProposalMetadata } from '../wire/proposal.ts'

/**
 * Returns `value` as a proposal's metadata.
 * @throws {@link MetadataMalformedError} when a field is missing, unknown or of the wrong form; the
 * error says which.
 * @example
 * parseProposalMetadata(JSON.parse(text)).title
 */
export function parseProposalMetadata(value: unknown): ProposalMetadata {
  const parsed = wireProposalMetadata.safeParse(value)
  if (parsed.success) return parsed.data
  const reason = parsed.error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ')
  throw new MetadataMalformedError({ reason })
}
