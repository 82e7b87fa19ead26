import { encodeWorldIdCredential, type PersonhoodGroup, type WorldIdCredential } from '@psephos/lib'
import type { ContractTransactionResponse } from 'ethers'

/** What {@link sendEnrolment} takes. */
export interface SendEnrolmentParameters {
  /** Connected to the account that pays. */
  readonly group: PersonhoodGroup
  readonly commitment: bigint
  readonly credential: WorldIdCredential
}

/**
 * What an enrolment can cost beyond its estimate: the first one in a second writes a new checkpoint
 * of the group's history, two storage slots, where a later one only changes it.
 */
const CHECKPOINT_GAS = 60_000n

/** Sends an enrolment. Its gas covers the case that it is mined in another second than estimated. */
export async function sendEnrolment({
  group,
  commitment,
  credential,
}: SendEnrolmentParameters): Promise<ContractTransactionResponse> {
  const encoded = encodeWorldIdCredential(credential)
  const estimate = await group.enrol.estimateGas(commitment, encoded)
  return group.enrol(commitment, encoded, { gasLimit: estimate + CHECKPOINT_GAS })
}
