import {
  encodeWorldIdCredential,
  GroupPathStaleError,
  type MembershipPath,
  type PersonhoodGroup,
  type WorldIDIssuer,
  type WorldIdCredential,
} from '@psephos/lib'
import { CHECKPOINT_GAS, type PreparedEnrolment } from './prepareEnrolment.ts'

/** What {@link prepareRotation} takes. */
export interface PrepareRotationParameters {
  readonly group: PersonhoodGroup
  readonly issuer: WorldIDIssuer
  /** Who pays. */
  readonly from: string
  /** The new one. */
  readonly commitment: bigint
  readonly credential: WorldIdCredential
  /** Finds the way from the person's leaf to the group's root; null when it is not indexed. */
  readonly findPath: () => Promise<MembershipPath | null>
}

/**
 * Returns the call that replaces a person's commitment. Its gas covers the case that it is mined in
 * another second. The credential is verified before the path is asked for, which can take a while:
 * people's nullifiers are public, so anybody could ask for one with a proof that is none.
 * @throws {@link GroupPathStaleError} when the indexed group is not the one on the chain.
 * @throws what issuer and group refuse.
 */
export async function prepareRotation({
  group,
  issuer,
  from,
  commitment,
  credential,
  findPath,
}: PrepareRotationParameters): Promise<PreparedEnrolment> {
  const encoded = encodeWorldIdCredential(credential)
  // As the group asks its issuer: the group's address is part of what World ID was asked.
  await issuer.verifyPerson(commitment, encoded, { from: await group.getAddress() })
  const path = await findPath()
  if (path === null || path.root !== (await group.root())) {
    throw new GroupPathStaleError({ reason: 'the server has not read the group’s last change yet' })
  }
  const arguments_ = [commitment, path.siblings, encoded] as const
  const { to, data } = await group.rotate.populateTransaction(...arguments_)
  const estimate = await group.rotate.estimateGas(...arguments_, { from })
  return { to, data, gasLimit: estimate + CHECKPOINT_GAS }
}
