import type { WireProposal } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { findSecrecyPhase, isCounting } from './findSecrecyPhase.ts'

const decryption = (phase: 'voting' | 'closing' | 'decrypting' | 'revealed' | 'canceled') => ({
  decryption: { phase, shares: 0, threshold: 2 },
})

function find(
  state: WireProposal['state'],
  {
    results = null,
    now = 150,
    committee = `0x${'1'.repeat(64)}`,
  }: {
    results?: ReturnType<typeof decryption> | null
    now?: number
    committee?: string | null
  } = {},
) {
  return findSecrecyPhase({ proposal: { state, deadline: 200, committee }, results, now })
}

describe('findSecrecyPhase', () => {
  test('is none where ballots are open', () => {
    expect(find('active', { committee: null, now: 300 })).toBeNull()
  })

  test('is what the server tells', () => {
    for (const phase of ['closing', 'decrypting', 'revealed', 'canceled'] as const) {
      expect(find('active', { results: decryption(phase) })).toBe(phase)
    }
  })

  test('follows from the state while the server has not told it', () => {
    expect(find('pending')).toBe('voting')
    expect(find('active')).toBe('voting')
    expect(find('canceled')).toBe('canceled')
    expect(find('defeated')).toBe('revealed')
    expect(find('executed', { now: 300 })).toBe('revealed')
  })

  test('knows by the clock that voting is over', () => {
    expect(find('active', { now: 200 })).toBe('voting')
    expect(find('active', { now: 201 })).toBe('closing')
    expect(find('active', { now: 201, results: decryption('voting') })).toBe('closing')
  })

  test('counts between the last ballot and the totals', () => {
    const phases = ['voting', 'closing', 'decrypting', 'revealed', 'canceled'] as const
    expect(phases.filter(isCounting)).toEqual(['closing', 'decrypting'])
    expect(isCounting(null)).toBe(false)
  })
})
