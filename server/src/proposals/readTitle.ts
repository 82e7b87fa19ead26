import { MetadataMalformedError, parseProposalDescription } from '@psephos/lib'

/**
 * Returns the title that a description on-chain gives; its first line, if no Psephos client wrote
 * it.
 */
export function readTitle(description: string): string {
  try {
    return parseProposalDescription(description).title
  } catch (error) {
    if (!(error instanceof MetadataMalformedError)) throw error
    return (description.split('\n', 1)[0] ?? '').slice(0, 200)
  }
}
