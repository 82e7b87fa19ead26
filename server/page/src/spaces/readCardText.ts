import type { WireProposal } from '@psephos/lib'
import type { TFunction } from 'i18next'
import { getProposalTitle } from '../proposals/getProposalTitle.ts'
import { readProposalText } from '../proposals/readProposalText.ts'

/** What a proposal's card says of its text. */
export type CardText = { title: string; tags: readonly string[] }

/**
 * Returns what a proposal's card says of its text. What does not hash to what the chain commits to
 * is not shown: then it is the title of the chain, and no tags.
 */
export function readCardText(
  proposal: Pick<WireProposal, 'description' | 'metadata' | 'optionCount'>,
  t: TFunction<'proposal'>,
): CardText {
  const text = readProposalText(proposal)
  const metadata = text.kind === 'metadata' ? text.metadata : null
  return {
    title: getProposalTitle({ description: proposal.description, metadata }, t),
    tags: metadata?.tags ?? [],
  }
}
