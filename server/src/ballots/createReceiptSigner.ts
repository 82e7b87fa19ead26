import { setImmediate } from 'node:timers/promises'
import { receiptDigest, type WireReceipt } from '@psephos/lib'
import type { BaseWallet } from 'ethers'
import { type BallotContent, getMessage } from './ballotContent.ts'

/** What a receipt is signed for: a row that is committed. */
export interface StoredBallot extends BallotContent {
  readonly nullifier: string
  readonly receivedAt: Date
}

/** Signs 32 bytes, in hex, and returns 65: r, s, v. */
export type SignDigest = (digest: string) => Promise<string>

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
  }) => Promise<WireReceipt>
}

/** What {@link createReceiptSigner} takes. */
export interface CreateReceiptSignerParameters {
  /** The account that pays for batches. */
  readonly wallet: BaseWallet
  /** Signs with its key; on this thread if absent, for which nobody else is served meanwhile. */
  readonly signDigest?: SignDigest
}

/** Returns what signs receipts with the account that pays for batches. */
export function createReceiptSigner({
  wallet,
  signDigest = async (digest) => {
    await setImmediate()
    return wallet.signingKey.sign(digest).serialized
  },
}: CreateReceiptSignerParameters): ReceiptSigner {
  return {
    address: wallet.address.toLowerCase(),
    sign: async ({ chainId, governor, proposalId, ballot }) => {
      const { nullifier, revision, receivedAt } = ballot
      const facts = {
        chainId,
        governor,
        proposal: proposalId,
        nullifier: BigInt(nullifier),
        message: getMessage(ballot),
        revision,
        receivedAt: Math.floor(receivedAt.getTime() / 1_000),
      }
      return { ...facts, signature: await signDigest(receiptDigest(facts)) }
    },
  }
}
