import type { PersonhoodGroup, WorldIdCredential } from '@psephos/lib'
import type { Signer, TransactionResponse } from 'ethers'
import { prepareEnrolment } from './prepareEnrolment.ts'

/** What {@link sendEnrolment} takes. */
export interface SendEnrolmentParameters {
  readonly group: PersonhoodGroup
  /** Who pays, and sends nothing else meanwhile. */
  readonly signer: Signer
  readonly commitment: bigint
  readonly credential: WorldIdCredential
}

/** Sends an enrolment past the relay, as who sets up a DAO does. */
export async function sendEnrolment({
  group,
  signer,
  commitment,
  credential,
}: SendEnrolmentParameters): Promise<TransactionResponse> {
  const from = await signer.getAddress()
  return signer.sendTransaction(await prepareEnrolment({ group, from, commitment, credential }))
}
