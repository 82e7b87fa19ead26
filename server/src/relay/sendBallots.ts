import type { ContractBallot, PersonhoodGovernor } from '@psephos/lib'
import type { ContractTransactionResponse } from 'ethers'

/** What {@link sendBallots} takes. */
export interface SendBallotsParameters {
  /** Connected to the account that pays. */
  readonly governor: PersonhoodGovernor
  readonly proposalId: string
  readonly structs: readonly ContractBallot[]
  /** How many options the proposal has. */
  readonly optionCount: number
}

/**
 * What an option can cost beyond the estimate: somebody who changes their ballot just before the
 * batch is mined may empty the option's tally, and a slot that was empty costs so much more to
 * write.
 */
const OPTION_GAS = 20_000n
/** The most gas that one transaction may have on chains with EIP-7825. */
const TRANSACTION_CAP = 2n ** 24n

/** Sends a batch of ballots. Its gas covers what others may do to the tally before it is mined. */
export async function sendBallots({
  governor,
  proposalId,
  structs,
  optionCount,
}: SendBallotsParameters): Promise<ContractTransactionResponse> {
  const ballots = [...structs]
  const estimate = await governor.castBallots.estimateGas(proposalId, ballots)
  const wanted = estimate + OPTION_GAS * BigInt(optionCount)
  // A node whose chain has the cap gives no estimate beyond it.
  const isCapped = estimate <= TRANSACTION_CAP && wanted > TRANSACTION_CAP
  const gasLimit = isCapped ? TRANSACTION_CAP : wanted
  return governor.castBallots(proposalId, ballots, { gasLimit })
}
