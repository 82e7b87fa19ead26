import { describe, expect, test } from 'vitest'
import { findProposer } from './findProposer.ts'

const group = { root: 1n, size: 3, proofDepth: 20 }
const memberProposals = { limit: 2, epochDuration: 100, epoch: 1_000, group }
const nobody = { kind: 'nobody', nextEpoch: 1_100 }

describe('findProposer', () => {
  test('lets any account propose where members are not asked to', () => {
    expect(findProposer({ rules: { memberProposals: null }, index: null })).toEqual({
      kind: 'account',
    })
  })

  test('lets who was a member as the epoch began propose', () => {
    const rules = { memberProposals }
    expect(findProposer({ rules, index: 2 })).toEqual({ kind: 'member' })
    expect(findProposer({ rules, index: 3 })).toEqual({ ...nobody, reason: 'enrolledLate' })
    expect(findProposer({ rules, index: null })).toEqual({ ...nobody, reason: 'notEnrolled' })
    const empty = { memberProposals: { ...memberProposals, group: null } }
    expect(findProposer({ rules: empty, index: 0 })).toEqual({ ...nobody, reason: 'groupEmpty' })
  })
})
