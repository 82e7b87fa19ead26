import { describe, expect, test } from 'vitest'
import type { Elector } from '../identity/findElector.ts'
import { type FindVotingObstacleParameters, findVotingObstacle } from './findVotingObstacle.ts'

const identity = {
  version: 2,
  kind: 'wallet',
  commitment: 1n,
  index: 2,
  worldIdRequest: null,
  worldIdResult: null,
} as const
const member: Elector = { may: true, identity, index: 2 }
const stranger: Elector = { may: false, reason: 'notEnrolled' }
const electorate = { root: 1n, size: 3, proofDepth: 20 }

function find(changes: Partial<FindVotingObstacleParameters>) {
  return findVotingObstacle({
    proposal: { state: 'active', electorate },
    isCounting: false,
    isCircuitMissing: false,
    text: { kind: 'metadata' },
    elector: member,
    ...changes,
  })
}

describe('findVotingObstacle', () => {
  test('lets a member of the snapshot vote', () => {
    expect(find({})).toBeNull()
  })

  test('keeps out whoever enrolled later, or replaced the identity that was a member', () => {
    for (const reason of ['enrolledLate', 'replaced'] as const) {
      expect(find({ elector: { may: false, reason } })).toBe(reason)
    }
  })

  test('is closed while a secret proposal is counted, although it is called active', () => {
    expect(find({ isCounting: true })).toBe('closed')
    expect(find({ isCounting: true, isCircuitMissing: true })).toBe('closed')
  })

  test('takes no secret ballots that nothing can prove', () => {
    expect(find({ isCircuitMissing: true })).toBe('circuitMissing')
  })

  test('asks people to enrol', () => {
    expect(find({ elector: stranger })).toBe('notEnrolled')
  })

  test('waits for the snapshot', () => {
    expect(find({ proposal: { state: 'pending', electorate: null } })).toBe('pending')
    expect(find({ proposal: { state: 'active', electorate: null } })).toBe('pending')
  })

  test('is closed in every state after voting, whoever asks', () => {
    for (const state of [
      'canceled',
      'defeated',
      'succeeded',
      'queued',
      'expired',
      'executed',
    ] as const) {
      expect(find({ proposal: { state, electorate }, elector: stranger })).toBe('closed')
    }
  })

  test('does not let anybody vote on a text that is missing or not the right one', () => {
    expect(find({ text: { kind: 'missing' } })).toBe('textUnsure')
    expect(find({ text: { kind: 'mismatch' } })).toBe('textUnsure')
    expect(find({ text: { kind: 'onChain' } })).toBeNull()
  })
})
