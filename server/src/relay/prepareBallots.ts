import type { Chain } from '../chain/connectChain.ts'
import type { BallotTarget } from './findBallotTarget.ts'
import type { NewBallot } from './NewBallot.ts'

/** What {@link prepareBallots} takes. */
export interface PrepareBallotsParameters {
  readonly chain: Chain
  /** Where they are cast. */
  readonly target: Pick<BallotTarget, 'encode' | 'sums'>
  /** The account that pays. */
  readonly account: string
  readonly ballots: readonly NewBallot[]
}

/** A call and its gas. */
export interface PreparedCall {
  readonly to: string
  readonly data: string
  readonly gasLimit: bigint
}

/**
 * What a sum can cost beyond the estimate: somebody who changes their ballot just before the batch is
 * mined may empty an option's tally, or leave a sum of points with the coordinate 0, and a slot that
 * was empty costs so much more to write.
 */
const SUM_GAS = 20_000n
/** The most gas that one transaction may have on chains with EIP-7825. */
const TRANSACTION_CAP = 2n ** 24n

/**
 * Returns the call that counts a batch of ballots. Its gas covers what others may do to the tally
 * before it is mined.
 * @throws what the node says when the call would fail.
 */
export async function prepareBallots({
  chain,
  target,
  account,
  ballots,
}: PrepareBallotsParameters): Promise<PreparedCall> {
  const { to, data } = await target.encode(ballots)
  const estimate = await chain.provider.estimateGas({ from: account, to, data })
  const wanted = estimate + SUM_GAS * BigInt(target.sums)
  // A node whose chain has the cap gives no estimate beyond it.
  const isCapped = estimate <= TRANSACTION_CAP && wanted > TRANSACTION_CAP
  return { to, data, gasLimit: isCapped ? TRANSACTION_CAP : wanted }
}
