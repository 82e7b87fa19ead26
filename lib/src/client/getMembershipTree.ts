import { GroupBucket } from '../group/GroupBucket.ts'
import { BUCKET_SIZE, bucketOf } from '../group/groupBuckets.ts'
import type { MembershipTree } from '../group/MembershipTree.ts'
import { verifyGroup } from '../group/verifyGroup.ts'
import type { ServerClient } from './createServerClient.ts'

/** Up to here the whole group is one bucket, or hardly more than one. */
const WHOLE_GROUP_SIZE = 2 * BUCKET_SIZE

/** What {@link getMembershipTree} takes. */
export type GetMembershipTreeParameters = {
  client: Pick<ServerClient, 'getGroup' | 'getGroupBucket'>
  space: string
  /** The group at the proposal's snapshot, as the chain says it. */
  electorate: { root: bigint; size: number }
  /** The place that the member was given at enrolment, from 0; without it the whole group is read. */
  index?: number | undefined
  signal?: AbortSignal | undefined
}

/**
 * Reads from a server what a member needs to prove membership, without saying which member asks: the
 * whole group while it is small, and else the bucket in which the member is. Verified against the
 * root, so that a server that lies is caught.
 * @throws {@link GroupRootMismatchError} when the server gave another group.
 * @throws {@link GroupBucketMalformedError} or {@link FieldElementOutOfRangeError} when it gave none.
 * @throws {@link GroupPlaceOutOfRangeError} when the group has no place `index`: who enrolled after
 * the snapshot is not in it.
 */
export async function getMembershipTree({
  client,
  space,
  electorate,
  index,
  signal,
}: GetMembershipTreeParameters): Promise<MembershipTree> {
  const { root, size } = electorate
  if (index === undefined || size <= WHOLE_GROUP_SIZE) {
    const { members } = await client.getGroup({ space, root, signal })
    return verifyGroup({ members, root })
  }
  const bucket = bucketOf({ index, size })
  const bytes = await client.getGroupBucket({ space, root, bucket, signal })
  return new GroupBucket({ bytes, bucket, electorate })
}
