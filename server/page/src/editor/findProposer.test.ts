import { describe, expect, test } from 'vitest'
import type { Elector } from '../identity/findElector.ts'
import type { IdentityRecord } from '../identity/identityRecords.ts'
import { findProposer } from './findProposer.ts'

const group = { root: 1n, size: 3, proofDepth: 20 }
const memberProposals = { limit: 2, epochDuration: 100, epoch: 1_000, group }
const nobody = { kind: 'nobody', nextEpoch: 1_100 }

const identity: IdentityRecord = {
  version: 2,
  kind: 'generated',
  secret: '01'.repeat(32),
  hasBackup: true,
  commitment: 7n,
  index: 2,
  worldIdRequest: null,
  worldIdResult: null,
}
const member: Elector = { may: true, identity, index: 2 }

describe('findProposer', () => {
  test('lets any account propose where members are not asked to', () => {
    const elector = { may: false, reason: 'notEnrolled' } as const
    expect(findProposer({ rules: { memberProposals: null }, elector })).toEqual({ kind: 'account' })
  })

  test('lets who was a member as the epoch began propose', () => {
    const rules = { memberProposals }
    expect(findProposer({ rules, elector: member })).toEqual({ kind: 'member', identity, index: 2 })
    for (const reason of ['notEnrolled', 'enrolledLate', 'replaced'] as const) {
      const elector = { may: false, reason } as const
      expect(findProposer({ rules, elector })).toEqual({ ...nobody, reason })
    }
  })

  test('says when there was nobody', () => {
    const rules = { memberProposals: { ...memberProposals, group: null } }
    expect(findProposer({ rules, elector: member })).toEqual({ ...nobody, reason: 'groupEmpty' })
    const elector = { may: false, reason: 'notEnrolled' } as const
    expect(findProposer({ rules, elector })).toEqual({ ...nobody, reason: 'notEnrolled' })
  })
})
