import {
  BallotUnknownError,
  PsephosError,
  ReceiptInvalidError,
  ReceiptMismatchError,
  type ServerClient,
  type WireReceipt,
  type WireSpace,
} from '@psephos/lib'
import { isSecretBallot } from '../secrecy/AnyBallot.ts'
import { client as ownServer } from '../server/client.ts'
import { createBallotRecord } from './ballotRecords.ts'
import type { Courier, Delivery } from './Courier.ts'
import { fetchReceipt } from './fetchReceipt.ts'
import { MOST_AHEAD } from './findNextRevision.ts'
import { loadReceiptCheck } from './loadReceiptCheck.ts'

/** What {@link createRelayCourier} takes. */
export type CreateRelayCourierParameters = {
  space: Pick<WireSpace, 'chainId' | 'governor'>
  proposalId: bigint
  /** Called as the ballot goes out. */
  onSend: () => void
  client?: Pick<ServerClient, 'castBallot' | 'castSecretBallot' | 'getRelay' | 'getReceipt'>
}

/**
 * Returns what hands ballots to this server's relay and checks the receipts: one that the relay did
 * not sign for this very ballot would prove nothing later.
 */
export function createRelayCourier({
  space: { chainId, governor },
  proposalId,
  onSend,
  client = ownServer,
}: CreateRelayCourierParameters): Courier {
  return {
    mostAhead: MOST_AHEAD,
    async deliver(ballot, signal) {
      // Before the ballot goes out: what fails now has sent nothing.
      const { verifyReceipt } = await loadReceiptCheck()
      signal.throwIfAborted()
      onSend()
      const [{ receipt }, relay] = await Promise.all([
        isSecretBallot(ballot)
          ? client.castSecretBallot({ proposal: proposalId, ballot, signal })
          : client.castBallot({ proposal: proposalId, ballot, signal }),
        // The ballot arrives in any case.
        client.getRelay({ signal }).catch(() => null),
      ])
      // Without the relay's address its receipt says nothing: neither for the relay nor against it.
      if (relay === null) return toDelivery(null)
      const expected = { relay: relay.address, chainId, governor, proposal: proposalId, ballot }
      try {
        verifyReceipt({ ...expected, receipt })
        return toDelivery(receipt)
      } catch (error) {
        if (!(error instanceof PsephosError)) throw error
        return { ...toDelivery(null), isReceiptInvalid: true }
      }
    },
    async findHeld(ballot, signal) {
      const record = createBallotRecord(ballot)
      try {
        return toDelivery(
          await fetchReceipt({ space: { chainId, governor }, proposalId, record, client, signal }),
        )
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof BallotUnknownError || error instanceof ReceiptMismatchError)
          return null
        if (!(error instanceof ReceiptInvalidError)) throw error
        // It is about this ballot, and nobody's word.
        return { ...toDelivery(null), isReceiptInvalid: true }
      }
    },
  }
}

function toDelivery(receipt: WireReceipt | null): Delivery {
  return { receipt, isReceiptInvalid: false, transaction: null }
}
