import { type OptionClass, optionClass, type WireProposal } from '@psephos/lib'

/** Returns the class of the circuit that ballots on a proposal are proved with; null where they are open. */
export function getSecretClass({
  committee,
  optionCount,
}: Pick<WireProposal, 'committee' | 'optionCount'>): OptionClass | null {
  return committee === null ? null : optionClass(optionCount)
}
