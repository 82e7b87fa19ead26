import type { ContractBallot, WireSpace } from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'

/** What {@link prepareBallots} takes. */
export interface PrepareBallotsParameters {
  readonly chain: Chain
  readonly space: WireSpace
  /** The account that pays. */
  readonly account: string
  readonly proposalId: string
  readonly structs: readonly ContractBallot[]
  /** How many options the proposal has. */
  readonly optionCount: number
}

/** A call and its gas. */
export interface PreparedCall {
  readonly to: string
  readonly data: string
  readonly gasLimit: bigint
}

/**
 * What an option can cost beyond the estimate: somebody who changes their ballot just before the
 * batch is mined may empty the option's tally, and a slot that was empty costs so much more to
 * write.
 */
const OPTION_GAS = 20_000n
/** The most gas that one transaction may have on chains with EIP-7825. */
const TRANSACTION_CAP = 2n ** 24n

/**
 * Returns the call that counts a batch of ballots. Its gas covers what others may do to the tally
 * before it is mined.
 * @throws what the node says when the call would fail.
 */
export async function prepareBallots({
  chain,
  space,
  account,
  proposalId,
  structs,
  optionCount,
}: PrepareBallotsParameters): Promise<PreparedCall> {
  const governor = chain.governor(space)
  const { to, data } = await governor.castBallots.populateTransaction(proposalId, [...structs])
  const estimate = await chain.provider.estimateGas({ from: account, to, data })
  const wanted = estimate + OPTION_GAS * BigInt(optionCount)
  // A node whose chain has the cap gives no estimate beyond it.
  const isCapped = estimate <= TRANSACTION_CAP && wanted > TRANSACTION_CAP
  return { to, data, gasLimit: isCapped ? TRANSACTION_CAP : wanted }
}
