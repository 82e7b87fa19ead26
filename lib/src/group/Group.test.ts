import { Group as SemaphoreGroup } from '@semaphore-protocol/core'
import { poseidon2 } from 'poseidon-lite/poseidon2'
import { describe, expect, test } from 'vitest'
import { FieldElementOutOfRangeError } from '../errors/ballotErrors.ts'
import { GroupPlaceOutOfRangeError } from '../errors/groupErrors.ts'
import { Group } from './Group.ts'
import type { MembershipPath } from './MembershipTree.ts'

const DEPTH = 20

/** The root by its definition: all leaves at one depth, and 0 for what is missing. */
function rootOf(leaves: readonly bigint[]): bigint {
  let nodes = [...leaves]
  for (let level = 0; level < DEPTH; level++) {
    nodes = Array.from({ length: Math.ceil(nodes.length / 2) }, (_, parent) =>
      poseidon2([nodes[2 * parent] ?? 0n, nodes[2 * parent + 1] ?? 0n]),
    )
  }
  return nodes[0] ?? 0n
}

/** Where a path leads, as the circuit computes it. */
const climb = ({ leaf, index, siblings }: MembershipPath): bigint =>
  siblings.reduce<bigint>(
    (node, sibling, level) =>
      Math.floor(index / 2 ** level) % 2 === 1
        ? poseidon2([sibling, node])
        : poseidon2([node, sibling]),
    leaf,
  )

const count = (size: number): bigint[] => Array.from({ length: size }, (_, i) => BigInt(i + 1))

describe('Group', () => {
  test('has the root of its definition at every size', () => {
    const group = new Group()
    for (let size = 1; size <= 40; size++) {
      group.addMember(BigInt(size))
      expect(group.root).toBe(rootOf(count(size)))
    }
    expect(new Group(count(40)).root).toBe(group.root)
  })

  test('holds the nodes of a LeanIMT where a subtree is full', () => {
    const full = new SemaphoreGroup(count(8))
    let root = full.root
    for (let level = 3; level < DEPTH; level++) root = poseidon2([root, 0n])
    expect(new Group(count(8)).root).toBe(root)
  })

  test('gives every member a path as long as the tree is deep, to the root', () => {
    const group = new Group(count(11))
    for (const index of group.members.keys()) {
      const path = group.generateMerkleProof(index)
      expect(path.siblings).toHaveLength(DEPTH)
      expect(climb(path)).toBe(group.root)
    }
  })

  test('is the group of its members after every change', () => {
    const members: bigint[] = []
    const group = new Group()
    for (let step = 1n; step < 60n; step++) {
      if (step % 3n === 0n) {
        const index = Number((step * 7n) % BigInt(members.length))
        members[index] = 1000n + step
        group.updateMember(index, 1000n + step)
      } else {
        const added = count(Number(step % 5n)).map((n) => 10n * step + n)
        members.push(...added)
        group.addMembers(added)
      }
      expect(group.root).toBe(rootOf(members))
      expect(group.members).toEqual(members)
    }
    expect(group.indexOf(members[4] ?? 0n)).toBe(4)
    expect(group.indexOf(9_999n)).toBe(-1)
  })

  test('adds none of several members when one is no commitment', () => {
    const group = new Group([1n])
    expect(() => group.addMembers([2n, 0n])).toThrow(FieldElementOutOfRangeError)
    expect(group.members).toEqual([1n])
  })

  test.each([-1, 2, 0.5])('has no place %d among two', (index) => {
    const group = new Group([1n, 2n])
    expect(() => group.generateMerkleProof(index)).toThrow(GroupPlaceOutOfRangeError)
    expect(() => group.updateMember(index, 3n)).toThrow(GroupPlaceOutOfRangeError)
  })
})
