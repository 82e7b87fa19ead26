import { encodeWorldIdCredential, type PersonhoodGroup, type WorldIdCredential } from '@psephos/lib'

/** What {@link prepareEnrolment} takes. */
export interface PrepareEnrolmentParameters {
  readonly group: PersonhoodGroup
  /** Who pays. */
  readonly from: string
  readonly commitment: bigint
  readonly credential: WorldIdCredential
}

/** A call and its gas. */
export interface PreparedEnrolment {
  readonly to: string
  readonly data: string
  readonly gasLimit: bigint
}

/**
 * What a change of a group can cost beyond its estimate: the first one in a second writes a new checkpoint
 * of the group's history, two storage slots, where a later one only changes it.
 */
export const CHECKPOINT_GAS = 60_000n
/**
 * What remembering a node of the tree costs: at how many levels an enrolment does depends on how many
 * people are mined before it, which the estimate does not know.
 */
const NODE_GAS = 25_000n

/**
 * Returns the call that enrols a person. Its gas covers the case that others are mined before it, or
 * in another second.
 * @throws what the group refuses.
 */
export async function prepareEnrolment({
  group,
  from,
  commitment,
  credential,
}: PrepareEnrolmentParameters): Promise<PreparedEnrolment> {
  const encoded = encodeWorldIdCredential(credential)
  const [{ to, data }, estimate, depth] = await Promise.all([
    group.enrol.populateTransaction(commitment, encoded),
    group.enrol.estimateGas(commitment, encoded, { from }),
    group.depth(),
  ])
  return { to, data, gasLimit: estimate + CHECKPOINT_GAS + NODE_GAS * depth }
}
