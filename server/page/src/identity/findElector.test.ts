import { describe, expect, test } from 'vitest'
import { findElector } from './findElector.ts'
import type { IdentityRecord } from './identityRecords.ts'

const createRecord = (commitment: bigint, index: number | null): IdentityRecord => ({
  version: 2,
  kind: 'wallet',
  commitment,
  index,
  worldIdRequest: null,
  worldIdResult: null,
})
const members = { start: 0, commitments: [11n, 12n, 13n] }

describe('findElector', () => {
  test('lets a member of the snapshot vote, and tells the place', () => {
    const identity = createRecord(13n, 2)
    const elector = findElector({ identities: [identity], size: 3, members })
    expect(elector).toEqual({ may: true, identity, index: 2 })
  })

  test('lets a member vote whose place this browser does not know', () => {
    const identity = createRecord(12n, null)
    const elector = findElector({ identities: [identity], size: 3, members })
    expect(elector).toEqual({ may: true, identity, index: 1 })
  })

  test('lets the identity vote that another has replaced since', () => {
    const [replaced, replacing] = [createRecord(12n, 1), createRecord(99n, 1)]
    const elector = findElector({ identities: [replacing, replaced], size: 3, members })
    expect(elector).toEqual({ may: true, identity: replaced, index: 1 })
  })

  test('lets one vote that the group has no more, while the list is that of its time', () => {
    const identity = { ...createRecord(12n, null), wasMember: { index: 1 } }
    const elector = { may: true, identity, index: 1 }
    for (const known of [members, null]) {
      expect(findElector({ identities: [identity], size: 3, members: known })).toEqual(elector)
    }
    const later = { start: 0, commitments: [11n, 99n, 13n] }
    expect(findElector({ identities: [identity], size: 3, members: later })).toEqual({
      may: false,
      reason: 'replaced',
    })
  })

  test('says that another identity stood in the place then, if this browser does not have it', () => {
    const identities = [createRecord(99n, 1)]
    expect(findElector({ identities, size: 3, members })).toEqual({
      may: false,
      reason: 'replaced',
    })
  })

  test('keeps the first member after the snapshot out', () => {
    const identities = [createRecord(14n, 3)]
    for (const known of [members, null]) {
      expect(findElector({ identities, size: 3, members: known })).toEqual({
        may: false,
        reason: 'enrolledLate',
      })
    }
  })

  test('goes by the place while the list is not known', () => {
    const identity = createRecord(13n, 2)
    const elector = findElector({ identities: [identity], size: 3, members: null })
    expect(elector).toEqual({ may: true, identity, index: 2 })
  })

  test('knows nobody without an identity, or with one that is not enrolled', () => {
    for (const identities of [[], [createRecord(99n, null)]]) {
      expect(findElector({ identities, size: 3, members })).toEqual({
        may: false,
        reason: 'notEnrolled',
      })
    }
  })

  test('counts the places of a bucket from where it begins', () => {
    const identity = createRecord(12n, 4_097)
    const bucket = { start: 4_096, commitments: [11n, 12n] }
    const elector = findElector({ identities: [identity], size: 9_000, members: bucket })
    expect(elector).toEqual({ may: true, identity, index: 4_097 })
  })
})
