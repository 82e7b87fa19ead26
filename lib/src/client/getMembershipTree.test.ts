import { describe, expect, test, vi } from 'vitest'
import { GroupPlaceOutOfRangeError, GroupRootMismatchError } from '../errors/groupErrors.ts'
import { encodeGroupBucket } from '../group/encodeGroupBucket.ts'
import { Group } from '../group/Group.ts'
import { getMembershipTree } from './getMembershipTree.ts'

const count = (size: number): bigint[] => Array.from({ length: size }, (_, i) => BigInt(i + 1))
const space = 'garden'
const large = new Group(count(8_193))
const small = new Group(count(30))

/** A server's answers for a group. */
const serve = (group: Group) => ({
  getGroup: vi.fn(async () => ({
    group: '0x',
    size: group.size,
    root: group.root,
    members: [...group.members],
  })),
  getGroupBucket: vi.fn(async ({ bucket }: { bucket: number }) =>
    encodeGroupBucket({ group, bucket }),
  ),
})

describe('getMembershipTree', () => {
  test('reads only the bucket in which the member is', async () => {
    const client = serve(large)
    const tree = await getMembershipTree({ client, space, electorate: large, index: 5_000 })
    expect(tree.generateMerkleProof(5_000)).toEqual(large.generateMerkleProof(5_000))
    expect(client.getGroupBucket).toHaveBeenCalledExactlyOnceWith({
      space,
      root: large.root,
      bucket: 1,
      signal: undefined,
    })
    expect(client.getGroup).not.toHaveBeenCalled()
  })

  test.each([
    ['a small group', small, 7],
    ['a group in which the place is not known', large, undefined],
  ])('reads all of %s', async (_, group, index) => {
    const client = serve(group)
    const tree = await getMembershipTree({ client, space, electorate: group, index })
    expect(tree.generateMerkleProof(7)).toEqual(group.generateMerkleProof(7))
    expect(client.getGroupBucket).not.toHaveBeenCalled()
  })

  test('finds out a server that gives another group', async () => {
    const other = new Group([...count(8_192), 7n])
    for (const index of [5_000, undefined]) {
      const act = getMembershipTree({ client: serve(other), space, electorate: large, index })
      await expect(act).rejects.toThrow(GroupRootMismatchError)
    }
  })

  test('refuses a place behind the last', async () => {
    const act = getMembershipTree({ client: serve(large), space, electorate: large, index: 8_193 })
    await expect(act).rejects.toThrow(GroupPlaceOutOfRangeError)
  })
})
