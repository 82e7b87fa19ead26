import { PsephosError, verifyReceipt, type WireSpace } from '@psephos/lib'
import { client } from '../server/client.ts'
import type { Deliver } from './castBallot.ts'

/** What {@link createRelayDelivery} takes. */
export type CreateRelayDeliveryParameters = {
  space: Pick<WireSpace, 'chainId' | 'governor'>
  proposalId: bigint
  /** Called as the ballot goes out. */
  onSend: () => void
}

/**
 * Returns what hands a ballot to this server's relay and checks the receipt: one that the relay did
 * not sign for this very ballot would prove nothing later.
 */
export function createRelayDelivery({
  space: { chainId, governor },
  proposalId,
  onSend,
}: CreateRelayDeliveryParameters): Deliver {
  return async (ballot, signal) => {
    onSend()
    const [{ receipt }, relay] = await Promise.all([
      client.castBallot({ proposal: proposalId, ballot, signal }),
      // The ballot arrives in any case; without the relay's address its receipt says nothing.
      client.getRelay({ signal }).catch(() => ({ address: '' })),
    ])
    const expected = { relay: relay.address, chainId, governor, proposal: proposalId, ballot }
    try {
      verifyReceipt({ ...expected, receipt })
      return { receipt, isReceiptInvalid: false, transaction: null }
    } catch (error) {
      if (!(error instanceof PsephosError)) throw error
      return { receipt: null, isReceiptInvalid: true, transaction: null }
    }
  }
}
