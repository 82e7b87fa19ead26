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
/**
 * What remembering a node of the tree costs: at how many levels an enrolment does depends on how many
 * people are mined before it, which the estimate does not know.
 */
const NODE_GAS = 25_000n

/**
 * Sends an enrolment. Its gas covers the case that others are mined before it, or in another
 * second.
 */
export async function sendEnrolment({
  group,
  commitment,
  credential,
}: SendEnrolmentParameters): Promise<ContractTransactionResponse> {
  const encoded = encodeWorldIdCredential(credential)
  const [estimate, depth] = await Promise.all([
    group.enrol.estimateGas(commitment, encoded),
    group.depth(),
  ])
  const gasLimit = estimate + CHECKPOINT_GAS + NODE_GAS * depth
  return group.enrol(commitment, encoded, { gasLimit })
}
