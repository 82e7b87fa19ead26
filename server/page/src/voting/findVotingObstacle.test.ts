import { describe, expect, test } from 'vitest'
import { type FindVotingObstacleParameters, findVotingObstacle } from './findVotingObstacle.ts'

const electorate = { root: 1n, size: 3, proofDepth: 20 }

function find(changes: Partial<FindVotingObstacleParameters>) {
  return findVotingObstacle({
    proposal: { state: 'active', electorate },
    text: { kind: 'metadata' },
    identity: { index: 2 },
    ...changes,
  })
}

describe('findVotingObstacle', () => {
  test('lets the last member of the snapshot vote', () => {
    expect(find({})).toBeNull()
  })

  test('keeps the first member after the snapshot out', () => {
    expect(find({ identity: { index: 3 } })).toBe('enrolledLate')
  })

  test('asks people to enrol, with and without an identity in the browser', () => {
    expect(find({ identity: null })).toBe('notEnrolled')
    expect(find({ identity: { index: null } })).toBe('notEnrolled')
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
      expect(find({ proposal: { state, electorate }, identity: null })).toBe('closed')
    }
  })

  test('does not let anybody vote on a text that is missing or not the right one', () => {
    expect(find({ text: { kind: 'missing' } })).toBe('textUnsure')
    expect(find({ text: { kind: 'mismatch' } })).toBe('textUnsure')
    expect(find({ text: { kind: 'onChain' } })).toBeNull()
  })
})
