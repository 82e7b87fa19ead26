import { verifyReceipt, type WireReceipt, type WireSpace } from '@psephos/lib'
import { client } from '../server/client.ts'
import type { BallotRecord } from './ballotRecords.ts'

/** What {@link fetchReceipt} takes. */
export type FetchReceiptParameters = {
  proposalId: bigint
  space: Pick<WireSpace, 'chainId' | 'governor'>
  record: Pick<BallotRecord, 'nullifier' | 'revision' | 'votes'>
}

/**
 * Asks the server for the receipt of a ballot that it has, and checks it.
 * @throws {@link ReceiptMismatchError}, {@link ReceiptInvalidError} when it is for another ballot, or
 * nobody's word.
 */
export async function fetchReceipt({
  proposalId,
  space: { chainId, governor },
  record: { nullifier, revision, votes },
}: FetchReceiptParameters): Promise<WireReceipt> {
  const [receipt, relay] = await Promise.all([
    client.getReceipt({ proposal: proposalId, nullifier }),
    client.getRelay(),
  ])
  const ballot = { revision, votes, proof: { nullifier } }
  verifyReceipt({ receipt, relay: relay.address, chainId, governor, proposal: proposalId, ballot })
  return receipt
}
