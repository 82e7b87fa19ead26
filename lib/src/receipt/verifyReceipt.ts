import { ballotMessage } from '../ballot/ballotMessage.ts'
import { encodeBallot } from '../ballot/encodeBallot.ts'
import { ReceiptInvalidError, ReceiptMismatchError } from '../errors/ballotErrors.ts'
import { secretBallotMessage } from '../secret/ballot/secretBallotMessage.ts'
import { recoverSigner } from '../signature/recoverSigner.ts'
import type { WireBallot } from '../wire/ballot.ts'
import type { WireReceipt } from '../wire/receipt.ts'
import type { WireSecretBallot } from '../wire/secretBallot.ts'
import { receiptDigest } from './receiptTypedData.ts'

/** What {@link recoverRelay} takes. */
export type RecoverRelayParameters = {
  /** The receipt, from whomever. */
  receipt: WireReceipt
}

/** What {@link verifyReceipt} takes: a receipt, and what it must be for. */
export type VerifyReceiptParameters = RecoverRelayParameters & {
  /** The relay's address, which its server publishes and which should be known from elsewhere. */
  relay: string
  /** The EIP-155 id of the governor's chain. */
  chainId: number
  /** The address of the governor. */
  governor: string
  /** The proposal's id. */
  proposal: bigint
  /** The ballot that the relay was given, open or secret. */
  ballot: (
    | Pick<WireBallot, 'revision' | 'votes'>
    | Pick<WireSecretBallot, 'revision' | 'encrypted'>
  ) & { readonly proof: Pick<WireBallot['proof'], 'nullifier'> }
}

/**
 * Returns the address of the relay that signed a receipt, in lower case. A receipt that was changed
 * gives somebody else's.
 * @throws {@link ReceiptInvalidError} when nobody signed it.
 * @throws {@link FieldElementOutOfRangeError} when a number in it is out of range.
 * @example
 * recoverRelay({ receipt }) // '0x7099…'
 */
export function recoverRelay({ receipt: { signature, ...facts } }: RecoverRelayParameters): string {
  const signer = recoverSigner({ digest: () => receiptDigest(facts), signature })
  if (signer.address === null) throw new ReceiptInvalidError({ reason: signer.reason })
  return signer.address
}

/**
 * Verifies that a relay says it has this very ballot: with such a receipt anybody can be shown that
 * it left the ballot out.
 * @throws {@link ReceiptMismatchError} when the receipt is for another chain, governor, proposal,
 * nullifier, revision or for other votes.
 * @throws {@link ReceiptInvalidError} when the relay did not sign it.
 * @example
 * const { receipt } = await client.castBallot({ proposal, ballot })
 * verifyReceipt({ receipt, relay, chainId, governor, proposal, ballot })
 */
export function verifyReceipt({
  receipt,
  relay,
  chainId,
  governor,
  proposal,
  ballot,
}: VerifyReceiptParameters): void {
  const { revision, proof } = ballot
  const message =
    'votes' in ballot
      ? ballotMessage({ revision, words: encodeBallot({ votes: ballot.votes }) })
      : secretBallotMessage(ballot)
  const expected = {
    chainId,
    governor: governor.toLowerCase(),
    proposal,
    nullifier: proof.nullifier,
    revision,
    message,
  }
  const given = { ...receipt, governor: receipt.governor.toLowerCase() }
  for (const field of [
    'chainId',
    'governor',
    'proposal',
    'nullifier',
    'revision',
    'message',
  ] as const) {
    if (given[field] !== expected[field]) throw new ReceiptMismatchError({ field })
  }
  if (recoverRelay({ receipt }) !== relay.toLowerCase()) {
    throw new ReceiptInvalidError({ reason: 'another than the relay signed it' })
  }
}
