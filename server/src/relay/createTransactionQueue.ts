import type { Signer, TransactionResponse } from 'ethers'
import { createTurns } from './createTurns.ts'

/** Sends transactions of one account, one at a time. */
export interface TransactionQueue {
  readonly signer: Signer
  /**
   * Runs `send` when every earlier one has been accepted by the node, so that two never take the
   * same nonce. Does not wait for the transaction to be mined.
   */
  readonly run: <Sent extends TransactionResponse>(send: () => Promise<Sent>) => Promise<Sent>
}

/** Creates the queue of one account. The account must not send transactions elsewhere. */
export function createTransactionQueue(signer: Signer): TransactionQueue {
  const turns = createTurns()
  return { signer, run: (send) => turns.run('', send) }
}
