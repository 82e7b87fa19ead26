import { ZeroHash } from 'ethers'
import type { OptionsLayout } from './optionsLayout.ts'

/** A layout as `proposeOptions` and `proposeAsMember` of the governor take it. */
export interface ContractLayout {
  optionCount: number
  voiceCredits: number
  maxWinners: number
  callOptions: number[]
  /** 0 where ballots are open. */
  committee: string
}

/**
 * Returns a layout as the governor takes it, in which a proposal with open ballots names the committee 0.
 * @example
 * toContractLayout({ optionCount: 1, voiceCredits: 100, maxWinners: 0, callOptions: [] }).committee // '0x00…00'
 */
export function toContractLayout(layout: Readonly<OptionsLayout>): ContractLayout {
  return {
    ...layout,
    callOptions: [...layout.callOptions],
    committee: layout.committee ?? ZeroHash,
  }
}
