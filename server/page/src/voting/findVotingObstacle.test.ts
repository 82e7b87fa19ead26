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
const description = 'A garden\n\n2;100;0;0#psephos-options'
const electorate = { root: 1n, size: 3, proofDepth: 20 }

function find(changes: Partial<FindVotingObstacleParameters>) {
  return findVotingObstacle({
    proposal: { state: 'active', electorate, description },
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

  test('takes no open ballot on a proposal whose ballots are secret', () => {
    const secret = description.replace('#', `;0x${'0a'.repeat(32)}#`)
    const proposal = { state: 'active', electorate, description: secret } as const
    expect(find({ proposal })).toBe('secret')
    expect(find({ proposal: { ...proposal, state: 'executed' } })).toBe('closed')
  })

  test('asks people to enrol', () => {
    expect(find({ elector: stranger })).toBe('notEnrolled')
  })

  test('waits for the snapshot', () => {
    expect(find({ proposal: { state: 'pending', electorate: null, description } })).toBe('pending')
    expect(find({ proposal: { state: 'active', electorate: null, description } })).toBe('pending')
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
      expect(find({ proposal: { state, electorate, description }, elector: stranger })).toBe(
        'closed',
      )
    }
  })

  test('does not let anybody vote on a text that is missing or not the right one', () => {
    expect(find({ text: { kind: 'missing' } })).toBe('textUnsure')
    expect(find({ text: { kind: 'mismatch' } })).toBe('textUnsure')
    expect(find({ text: { kind: 'onChain' } })).toBeNull()
  })
})
