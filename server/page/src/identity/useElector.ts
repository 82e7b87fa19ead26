import { BUCKET_SIZE, bucketOf, bucketRange, type WireProposal, type WireSpace } from '@psephos/lib'
import { skipToken, useQueries } from '@tanstack/react-query'
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
/** Up to here a list of voters is read just to show proposals: some 40 kB for each. */
const SMALL_GROUP_SIZE = 512
const NODE_BYTES = 32

/** Of a proposal: the group as it stood at the snapshot; null before. */
type Electorate = WireProposal['electorate']

/**
 * Says who votes on a proposal from this browser: the identity, or a former one, that is a member of
 * the group as it stood at the snapshot.
 * @param electorate Null before the snapshot.
 */
export function useElector(space: ElectorSpace, electorate: Electorate): Elector {
  const [elector] = useReadElectors(space, [electorate], findPart)
  return elector ?? { may: false, reason: 'notEnrolled' }
}

type ElectorSpace = Pick<WireSpace, 'id' | 'chainId' | 'group'>

/**
 * Says the same of several proposals of a space that are only shown, in their order. Of a larger group
 * nothing is read for that: the places decide, which tell wrongly only who has replaced an identity.
 */
export function useElectors(space: ElectorSpace, electorates: readonly Electorate[]): Elector[] {
  return useReadElectors(space, electorates, (_index, size) =>
    size <= SMALL_GROUP_SIZE ? 'whole' : 'none',
  )
}

/** Which part of a list to read: a bucket, by its number. */
type Part = 'whole' | 'none' | number

function useReadElectors(
  space: ElectorSpace,
  electorates: readonly Electorate[],
  choosePart: (index: number | null, size: number) => Part,
): Elector[] {
  const name = getIdentityName(space)
  const current = identityRecords.useRecord(name)
  const former = formerIdentityRecords.useRecord(name) ?? []
  const identities = [...(current === null ? [] : [current]), ...former.toReversed()]
  const index = identities.map(findKnownPlace).find((place) => place !== null) ?? null
  // Proposals that opened while nobody enrolled share a list.
  const lists = new Map(
    electorates.flatMap((each) => (each === null ? [] : [[String(each.root), each] as const])),
  )
  const keys = [...lists.keys()]
  const members = useQueries({
    queries: [...lists.values()].map(({ root, size }) => {
      const part = choosePart(index, size)
      return {
        queryKey: ['electorate', space.id, String(root), part],
        queryFn:
          identities.length === 0 || part === 'none'
            ? skipToken
            : ({ signal }: { signal: AbortSignal }) =>
                readMembers({ space: space.id, root, size, part, signal }),
        // A root names a group for ever.
        staleTime: Number.POSITIVE_INFINITY,
      }
    }),
  })
  return electorates.map((each) =>
    findElector({
      identities,
      size: each?.size ?? 0,
      members: (each && members[keys.indexOf(String(each.root))]?.data) ?? null,
    }),
  )
}

/** Of a large group not even a bucket is asked for by those who cannot be in it. */
function findPart(index: number | null, size: number): Part {
  if (size <= WHOLE_GROUP_SIZE) return 'whole'
  return index !== null && index < size ? bucketOf({ index, size }) : 'none'
}

async function readMembers({
  space,
  root,
  size,
  part,
  signal,
}: {
  space: string
  root: bigint
  size: number
  part: Exclude<Part, 'none'>
  signal: AbortSignal
}): Promise<FindElectorParameters['members']> {
  if (part === 'whole') {
    return { start: 0, commitments: (await client.getGroup({ space, root, signal })).members }
  }
  const bytes = await client.getGroupBucket({ space, root, bucket: part, signal })
  const { start, end } = bucketRange({ bucket: part, size })
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
