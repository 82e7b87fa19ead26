import type { Complaint, Deal, WireKeyGeneration } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { listTrusteeStates } from './listTrusteeStates.ts'

const point = { x: 0n, y: 1n }
const session = `0x${'1'.repeat(64)}`
const trustees = ['2', '3', '4'].map((digit) => ({
  address: `0x${digit.repeat(40)}`,
  encryptionKey: point,
}))
const deal = (dealer: number): Deal => ({
  session,
  dealer,
  commitments: [],
  proofs: [],
  ephemeralKey: point,
  ephemeralProof: { challenge: 0n, response: 0n },
  shares: [],
  signature: '0x',
})
const complaint: Complaint = {
  session,
  complainer: 3,
  dealer: 1,
  deal: session,
  sharedPoint: point,
  proof: { challenge: 0n, response: 0n },
  signature: '0x',
}

describe('listTrusteeStates', () => {
  test('says who has dealt, complained and confirmed', () => {
    const generation: Pick<WireKeyGeneration, 'transcript' | 'confirmations'> = {
      transcript: {
        invitation: { name: 'Keepers', threshold: 2, capacity: 4, trustees },
        deals: [deal(1), deal(3), deal(3)],
        complaints: [complaint],
      },
      confirmations: [{ position: 1, committee: session, signature: '0x' }],
    }
    expect(
      listTrusteeStates(generation).map(({ address: _, ...state }) => Object.values(state)),
    ).toEqual([
      [1, true, true, 0],
      [2, false, false, 0],
      [3, true, false, 1],
    ])
  })
})
