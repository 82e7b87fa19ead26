import { BUCKET_SIZE, bucketOf, bucketRange, type WireProposal, type WireSpace } from '@psephos/lib'
import { useQuery } from '@tanstack/react-query'
import { client } from '../server/client.ts'
import { type Elector, type FindElectorParameters, findElector } from './findElector.ts'
import {
  findKnownPlace,
  formerIdentityRecords,
  getIdentityName,
  identityRecords,
} from './identityRecords.ts'

/** Up to here the whole group is read, as for a proof. */
const WHOLE_GROUP_SIZE = 2 * BUCKET_SIZE
const NODE_BYTES = 32

/**
 * Says who votes on a proposal from this browser: the identity, or a former one, that is a member of
 * the group as it stood at the snapshot.
 * @param electorate Null before the snapshot.
 */
export function useElector(
  space: Pick<WireSpace, 'id' | 'chainId' | 'group'>,
  electorate: WireProposal['electorate'],
): Elector {
  const name = getIdentityName(space)
  const current = identityRecords.useRecord(name)
  const former = formerIdentityRecords.useRecord(name) ?? []
  const identities = [...(current === null ? [] : [current]), ...former.toReversed()]
  const { root = 0n, size = 0 } = electorate ?? {}
  const index = identities.map(findKnownPlace).find((place) => place !== null) ?? null
  const bucket =
    size <= WHOLE_GROUP_SIZE
      ? null
      : index !== null && index < size
        ? bucketOf({ index, size })
        : -1

  const members = useQuery({
    queryKey: ['electorate', space.id, String(root), bucket],
    // Of a large group not even a bucket is asked for by those who cannot be in it.
    enabled: electorate !== null && identities.length > 0 && bucket !== -1,
    queryFn: ({ signal }) => readMembers({ space: space.id, root, size, bucket, signal }),
    // A root names a group for ever.
    staleTime: Number.POSITIVE_INFINITY,
  })
  return findElector({ identities, size, members: members.data ?? null })
}

async function readMembers({
  space,
  root,
  size,
  bucket,
  signal,
}: {
  space: string
  root: bigint
  size: number
  bucket: number | null
  signal: AbortSignal
}): Promise<FindElectorParameters['members']> {
  if (bucket === null) {
    return { start: 0, commitments: (await client.getGroup({ space, root, signal })).members }
  }
  const bytes = await client.getGroupBucket({ space, root, bucket, signal })
  const { start, end } = bucketRange({ bucket, size })
  return { start, commitments: decodeMembers(bytes.subarray(0, (end - start) * NODE_BYTES)) }
}

/** The members stand first in a bucket, 32 bytes each. To hash it, as the library does, would hold the page up. */
function decodeMembers(bytes: Uint8Array): bigint[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: Math.floor(bytes.length / NODE_BYTES) }, (_, place) => {
    let value = 0n
    for (let word = 0; word < 4; word++) {
      value = (value << 64n) | view.getBigUint64(place * NODE_BYTES + word * 8)
    }
    return value
  })
}
