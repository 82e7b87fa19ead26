import { describe, expect, test } from 'vitest'
import { GroupRootMismatchError } from '../errors/groupErrors.ts'
import { createGroup } from './createGroup.ts'
import { verifyGroup } from './verifyGroup.ts'

describe('verifyGroup', () => {
  const members = [3n, 1n, 2n]
  const { root } = createGroup({ members })

  test('returns the group when its members hash to the root', () => {
    expect(verifyGroup({ members, root }).members).toEqual(members)
  })

  test.each([
    ['another order', [1n, 3n, 2n]],
    ['a member less', [3n, 1n]],
    ['a member more', [3n, 1n, 2n, 4n]],
    ['nobody', []],
  ])('refuses %s', (_, others) => {
    expect(() => verifyGroup({ members: others, root })).toThrow(GroupRootMismatchError)
  })
})
