import type { WireProposal } from '@psephos/lib'
import type { TFunction } from 'i18next'
import type { ProposalText } from './readProposalText.ts'

/** One option as a person reads it. */
export type OptionText = {
  index: number
  title: string
  description: string | null
  calls: WireProposal['calls']
}

/** Returns a proposal's options in order, by number where their titles are not known. */
export function listOptions(
  { optionCount, calls }: Pick<WireProposal, 'optionCount' | 'calls'>,
  text: ProposalText,
  t: TFunction<'proposal'>,
): OptionText[] {
  return Array.from({ length: optionCount }, (_, index) => {
    const option = text.kind === 'metadata' ? text.metadata.options[index] : undefined
    const isApproval = text.kind === 'onChain' && optionCount === 1
    return {
      index,
      title: option?.title ?? (isApproval ? t('approve') : t('option', { number: index + 1 })),
      description: option?.description ?? null,
      calls: calls.filter((call) => call.option === index),
    }
  })
}
