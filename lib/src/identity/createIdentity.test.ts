import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { toCommitment } from './Commitment.ts'
import { createIdentity } from './createIdentity.ts'

describe('createIdentity', () => {
  test('makes another identity each time', () => {
    const one = createIdentity()
    expect(one.commitment).not.toBe(createIdentity().commitment)
    expect(toCommitment(one.commitment)).toBe(one.commitment)
  })

  test('makes the same identity from the same private key', () => {
    const privateKey = new Uint8Array(32).fill(7)
    const { commitment } = createIdentity({ privateKey })
    expect(createIdentity({ privateKey }).commitment).toBe(commitment)
    expect(createIdentity({ privateKey: new Uint8Array(32).fill(8) }).commitment).not.toBe(
      commitment,
    )
  })

  test('shows its secret to nobody who does not ask for it by name', () => {
    const privateKey = 'correct horse battery staple'
    const identity = createIdentity({ privateKey })
    expect(JSON.stringify({ identity })).toBe(
      `{"identity":{"commitment":"${identity.commitment}"}}`,
    )
    for (const shown of [inspect(identity, { depth: 9 }), String(identity)]) {
      expect(shown).not.toContain(privateKey)
      expect(shown).not.toContain(String(identity.secretScalar))
    }
    expect(Object.keys({ ...identity })).toEqual([])
    expect(identity.privateKey).toBe(privateKey)
  })
})
