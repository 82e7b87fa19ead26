import type { ServerClient, WireReceipt, WireSpace } from '@psephos/lib'
import { client as ownServer } from '../server/client.ts'
import type { BallotRecord } from './ballotRecords.ts'
import { loadReceiptCheck } from './loadReceiptCheck.ts'

/** What {@link fetchReceipt} takes. */
export type FetchReceiptParameters = {
  proposalId: bigint
  space: Pick<WireSpace, 'chainId' | 'governor'>
  record: Pick<BallotRecord, 'nullifier' | 'revision' | 'votes' | 'encrypted'>
  client?: Pick<ServerClient, 'getReceipt' | 'getRelay'>
  signal?: AbortSignal
}

/**
 * Asks the server for the receipt of a ballot that it has, and checks it.
 * @throws {@link ReceiptMismatchError}, {@link ReceiptInvalidError} when it is for another ballot, or
 * nobody's word.
 * @throws {@link BallotUnknownError} when the server has none under that nullifier.
 */
export async function fetchReceipt({
  proposalId,
  space: { chainId, governor },
  record: { nullifier, revision, votes, encrypted },
  client = ownServer,
  signal,
}: FetchReceiptParameters): Promise<WireReceipt> {
  const [receipt, relay, { verifyReceipt }] = await Promise.all([
    client.getReceipt({ proposal: proposalId, nullifier, signal }),
    client.getRelay({ signal }),
    loadReceiptCheck(),
  ])
  const common = { revision, proof: { nullifier } }
  const ballot = encrypted === null ? { ...common, votes: votes ?? [] } : { ...common, encrypted }
  verifyReceipt({ receipt, relay: relay.address, chainId, governor, proposal: proposalId, ballot })
  return receipt
}
