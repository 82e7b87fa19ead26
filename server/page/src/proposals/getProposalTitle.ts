import type { WireProposal } from '@psephos/lib'
import { messages } from '../messages.ts'

/** Returns a proposal's title: that of its text, else the first line of what the chain holds. */
export function getProposalTitle({
  metadata,
  description,
}: Pick<WireProposal, 'metadata' | 'description'>): string {
  if (metadata !== null) return metadata.title
  const firstLine = description.split('\n', 1)[0]?.trim() ?? ''
  return firstLine === '' ? messages.proposal.untitled : firstLine.slice(0, 200)
}
