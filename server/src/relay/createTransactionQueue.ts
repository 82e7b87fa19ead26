import type { ContractTransactionResponse, Signer } from 'ethers'

/** Sends transactions of one account, one at a time. */
export interface TransactionQueue {
  readonly signer: Signer
  /**
   * Runs `send` when every earlier one has been accepted by the node, so that two never take the same nonce. What
   * `send` checks first is checked after them. Does not wait for the transaction to be mined.
   */
  readonly run: <Sent extends ContractTransactionResponse | null>(
    send: () => Promise<Sent>,
  ) => Promise<Sent>
}

/** Creates the queue of one account. The account must not send transactions elsewhere. */
export function createTransactionQueue(signer: Signer): TransactionQueue {
  let last: Promise<unknown> = Promise.resolve()
  return {
    signer,
    run: (send) => {
      const sent = last.then(send)
      last = sent.catch(() => undefined)
      return sent
    },
  }
}
