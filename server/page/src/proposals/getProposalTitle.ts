import type { WireProposal } from '@psephos/lib'
import type { TFunction } from 'i18next'

/** Returns a proposal's title: that of its text, else the first line of what the chain holds. */
export function getProposalTitle(
  { metadata, description }: Pick<WireProposal, 'metadata' | 'description'>,
  t: TFunction<'proposal'>,
): string {
  if (metadata !== null) return metadata.title
  const firstLine = description.split('\n', 1)[0]?.trim() ?? ''
  return firstLine === '' ? t('untitled') : firstLine.slice(0, 200)
}
