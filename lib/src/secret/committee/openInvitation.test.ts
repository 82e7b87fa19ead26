import { describe, expect, test } from 'vitest'
import { CommitteeMalformedError, NotATrusteeError } from '../../errors/secretErrors.ts'
import { RequestMalformedError } from '../../errors/serverErrors.ts'
import { inviteTrustees } from '../../testing/trustees.ts'
import { babyJubjubVectors } from '../../testing/vectors.ts'
import { openInvitation } from './openInvitation.ts'
import { createTrusteeSeed, findTrustee, trusteeEncryptionKey } from './trusteeKey.ts'

const { keyGeneration, trustees } = inviteTrustees({ count: 2, threshold: 1 })
const { invitation, session } = keyGeneration
const [one, two] = invitation.trustees
if (!one || !two) throw new Error('There are two trustees.')

describe('openInvitation', () => {
  test('gives every invitation a session of its own', () => {
    expect(openInvitation({ ...invitation }).session).toBe(session)
    const changes = [
      { name: 'The orchard' },
      { threshold: 2 },
      { capacity: 4 as const },
      { trustees: [two, one] },
    ]
    const sessions = changes.map((change) => openInvitation({ ...invitation, ...change }).session)
    expect(new Set([session, ...sessions]).size).toBe(changes.length + 1)
  })

  test.each([
    ['its threshold is 3, but it has 2 trustees', { threshold: 3 }],
    ['two trustees have the same address', { trustees: [one, { ...two, address: one.address }] }],
    [
      'two trustees have the same key',
      { trustees: [one, { ...two, encryptionKey: one.encryptionKey }] },
    ],
    ['an address is zero', { trustees: [one, { ...two, address: `0x${'0'.repeat(40)}` }] }],
    [
      'the key of trustee 2 is no key',
      { trustees: [one, { ...two, encryptionKey: { x: 0n, y: 1n } }] },
    ],
    [
      'the key of trustee 1 is no key',
      {
        trustees: babyJubjubVectors.outsideSubgroup
          .slice(1, 2)
          .map(({ point }) => ({ ...one, encryptionKey: point })),
        threshold: 1,
      },
    ],
  ])('refuses one because %s', (reason, change) => {
    expect(() => openInvitation({ ...invitation, ...change })).toThrow(
      new CommitteeMalformedError({ reason }),
    )
  })
})

describe('a seed', () => {
  test('finds its trustee by the key', () => {
    const positions = trustees.map(({ seed }) => findTrustee({ keyGeneration, seed }).position)
    expect(positions).toEqual([1, 2])
  })

  test('of nobody who is invited finds none', () => {
    const seed = createTrusteeSeed()
    expect(() => findTrustee({ keyGeneration, seed })).toThrow(NotATrusteeError)
  })

  test('has 32 bytes', () => {
    expect(createTrusteeSeed()).toHaveLength(32)
    for (const length of [0, 31, 33]) {
      expect(() => trusteeEncryptionKey(new Uint8Array(length))).toThrow(RequestMalformedError)
    }
  })
})
