import { describe, expect, test } from 'vitest'
import {
  type ListDecryptionParameters,
  listDecryption,
  listTrusteeShares,
} from './listDecryption.ts'

const states = (phase: ListDecryptionParameters['phase'], shares = 0) =>
  listDecryption({ phase, shares, threshold: 2 }).map(({ state }) => state)

describe('listDecryption', () => {
  test('waits for one thing after the other', () => {
    expect(states('voting')).toEqual(['current', 'ahead', 'ahead', 'ahead'])
    expect(states('closing')).toEqual(['done', 'current', 'ahead', 'ahead'])
    expect(states('decrypting', 1)).toEqual(['done', 'done', 'current', 'ahead'])
    expect(states('decrypting', 2)).toEqual(['done', 'done', 'done', 'current'])
    expect(states('revealed', 2)).toEqual(['done', 'done', 'done', 'done'])
  })

  test('needs no shares where nobody voted', () => {
    expect(states('revealed', 0)).toEqual(['done', 'done', 'done', 'done'])
  })
})

describe('listTrusteeShares', () => {
  test('says of each trustee whether their share is there', () => {
    const trustees = ['1', '2', '3'].map((digit) => `0x${digit.repeat(40)}`)
    const transaction = `0x${'a'.repeat(64)}`
    const committee = { id: `0x${'b'.repeat(64)}`, threshold: 2, trustees, capacity: 4 as const }
    const points = [{ x: 0n, y: 1n }]
    const third = { position: 3, points, transaction }
    const shares = [third, { position: 1, points, transaction: null }]
    expect(listTrusteeShares({ committee, shares })).toEqual([
      { position: 1, address: trustees[0], state: 'sent', transaction: null },
      { position: 2, address: trustees[1], state: 'awaited', transaction: null },
      { position: 3, address: trustees[2], state: 'brought', transaction },
    ])
    const enough = [third, { position: 1, points, transaction }]
    expect(listTrusteeShares({ committee, shares: enough })[1]?.state).toBe('spare')
  })
})
