import { ballotMessage, encodeBallot, receiptDigest, type WireReceipt } from '@psephos/lib'
import type { BaseWallet } from 'ethers'

/** What a receipt is signed for: a row that is committed. */
export interface StoredBallot {
  readonly nullifier: string
  readonly revision: number
  readonly votes: readonly number[]
  readonly receivedAt: Date
}

/** Signs receipts as the relay. */
export interface ReceiptSigner {
  /** The relay's address. */
  readonly address: string
  /**
   * Signs that a ballot is stored. By RFC 6979 the same row always gets the same bytes, so that
   * nothing has to be kept, in whichever process that has the relay's key.
   */
  readonly sign: (parameters: {
    readonly chainId: number
    readonly governor: string
    readonly proposalId: bigint
    readonly ballot: StoredBallot
  }) => WireReceipt
}

/** Returns what signs receipts with the account that pays for batches. */
export function createReceiptSigner(wallet: BaseWallet): ReceiptSigner {
  return {
    address: wallet.address.toLowerCase(),
    sign: ({ chainId, governor, proposalId, ballot }) => {
      const { nullifier, revision, votes, receivedAt } = ballot
      const facts = {
        chainId,
        governor,
        proposal: proposalId,
        nullifier: BigInt(nullifier),
        message: ballotMessage({ revision, words: encodeBallot({ votes }) }),
        revision,
        receivedAt: Math.floor(receivedAt.getTime() / 1_000),
      }
      const { serialized } = wallet.signingKey.sign(receiptDigest(facts))
      return { ...facts, signature: serialized }
    },
  }
}
