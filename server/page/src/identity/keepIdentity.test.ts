import { beforeEach, describe, expect, test, vi } from 'vitest'
import { stubStorage } from '../testing/stubStorage.ts'
import { ballotRecords, noteGovernor } from '../voting/ballotRecords.ts'
import { heldSecrets } from './heldSecrets.ts'
import {
  formerIdentityRecords,
  getIdentityName,
  type IdentityRecord,
  identityRecords,
  nextIdentityRecords,
} from './identityRecords.ts'
import {
  dropIdentity,
  forgetIdentity,
  keepIdentity,
  keepMember,
  keepPlace,
} from './keepIdentity.ts'

const space = { chainId: 1, group: `0x${'a'.repeat(40)}`, governor: `0x${'b'.repeat(40)}` }
const other = { ...space, group: `0x${'c'.repeat(40)}`, governor: `0x${'d'.repeat(40)}` }
const name = getIdentityName(space)

const createRecord = (commitment: bigint, index: number | null): IdentityRecord => ({
  version: 2,
  kind: 'generated',
  secret: '0'.repeat(64),
  hasBackup: false,
  commitment,
  index,
  worldIdRequest: null,
  worldIdResult: null,
})

beforeEach(() => {
  stubStorage('localStorage')
  return () => vi.unstubAllGlobals()
})

describe('keepIdentity', () => {
  test('keeps the member that another takes the place of', () => {
    const [first, second] = [createRecord(1n, 4), createRecord(2n, 4)]
    keepIdentity(space, first)
    keepIdentity(space, second)
    expect(identityRecords.read(name)).toEqual(second)
    expect(formerIdentityRecords.read(name)).toEqual([first])
    // And back again: none is kept twice.
    keepIdentity(space, first)
    expect(identityRecords.read(name)).toEqual(first)
    expect(formerIdentityRecords.read(name)).toEqual([second])
  })

  test('keeps nothing of an identity that never was a member', () => {
    keepIdentity(space, createRecord(1n, null))
    keepIdentity(space, createRecord(2n, 0))
    expect(formerIdentityRecords.read(name)).toBeNull()
  })

  test('changes what is kept of the same identity', () => {
    keepIdentity(space, createRecord(1n, null))
    keepIdentity(space, createRecord(1n, 7))
    expect(identityRecords.read(name)?.index).toBe(7)
    expect(formerIdentityRecords.read(name)).toBeNull()
  })
})

describe('keepMember', () => {
  test('forgets that the person had another identity in the group', () => {
    keepIdentity(space, { ...createRecord(1n, null), isPersonElsewhere: true })
    expect(identityRecords.read(name)).toMatchObject({ isPersonElsewhere: true })
    keepMember(space, createRecord(1n, null), 4)
    expect(identityRecords.read(name)).toEqual(createRecord(1n, 4))
  })

  test('puts the new identity in the old one’s place, and keeps the old one', () => {
    keepIdentity(space, createRecord(1n, 4))
    nextIdentityRecords.write(name, createRecord(2n, null))
    keepMember(space, createRecord(2n, null), 4)
    expect(identityRecords.read(name)).toEqual(createRecord(2n, 4))
    expect(nextIdentityRecords.read(name)).toBeNull()
    expect(formerIdentityRecords.read(name)).toEqual([createRecord(1n, 4)])
  })

  test('keeps what has changed of it since the group was asked', () => {
    const asked = createRecord(1n, null)
    const secret = '0'.repeat(64)
    keepIdentity(space, { ...asked, kind: 'generated', secret, hasBackup: true })
    keepMember(space, asked, 4)
    expect(identityRecords.read(name)).toMatchObject({ index: 4, hasBackup: true })
  })

  test('is not stopped by another that was chosen meanwhile', () => {
    keepIdentity(space, createRecord(2n, null))
    keepMember(space, createRecord(1n, null), 4)
    expect(identityRecords.read(name)).toEqual(createRecord(1n, 4))
  })

  test('does not bring back one that was forgotten meanwhile', () => {
    keepMember(space, createRecord(1n, null), 4)
    expect(identityRecords.read(name)).toBeNull()
  })
})

describe('keepPlace', () => {
  const [former, current] = [createRecord(1n, 4), createRecord(2n, 4)]

  test('is about the identity in use, and never puts a former one in its place', () => {
    keepIdentity(space, former)
    keepIdentity(space, current)
    keepPlace(space, former, null)
    expect(identityRecords.read(name)).toEqual(current)
    expect(formerIdentityRecords.read(name)).toEqual([former])
  })

  test('remembers that it was a member whom the group denies, and which', () => {
    keepIdentity(space, current)
    keepPlace(space, current, null)
    keepPlace(space, current, null)
    expect(identityRecords.read(name)).toEqual({
      ...createRecord(2n, null),
      wasMember: { index: 4 },
    })
    keepPlace(space, current, 5)
    expect(identityRecords.read(name)).toEqual(createRecord(2n, 5))
  })

  test('remembers nothing of one that never was', () => {
    keepIdentity(space, createRecord(3n, null))
    keepPlace(space, createRecord(3n, null), null)
    expect(identityRecords.read(name)).toEqual(createRecord(3n, null))
    // An older build of the page, in another tab, reads no field that it does not know.
    expect(localStorage.getItem(`psephos.identity.${name}`)).not.toContain('wasMember')
  })
})

describe('an identity that was a member once', () => {
  const past = { ...createRecord(1n, null), wasMember: { index: 4 } }

  beforeEach(() => {
    keepIdentity(space, createRecord(1n, 4))
    keepPlace(space, createRecord(1n, 4), null)
    expect(identityRecords.read(name)).toEqual(past)
  })

  test('is kept when another takes its place', () => {
    keepIdentity(space, createRecord(2n, 0))
    expect(formerIdentityRecords.read(name)).toEqual([past])
  })

  test('is kept when another is to be chosen', () => {
    dropIdentity(space, identityRecords)
    expect(identityRecords.read(name)).toBeNull()
    expect(formerIdentityRecords.read(name)).toEqual([past])
  })

  test('stays known as such when it is restored', () => {
    dropIdentity(space, identityRecords)
    keepIdentity(space, createRecord(1n, null))
    expect(identityRecords.read(name)).toEqual(past)
    expect(formerIdentityRecords.read(name)).toBeNull()
  })
})

describe('dropIdentity', () => {
  test('drops what never was a member', () => {
    keepIdentity(space, createRecord(1n, null))
    dropIdentity(space, identityRecords)
    expect(identityRecords.read(name)).toBeNull()
    expect(formerIdentityRecords.read(name)).toBeNull()
  })

  test('keeps one that was to replace another and that the group knows, beside the one in use', () => {
    const current = createRecord(1n, 4)
    const known = { ...createRecord(2n, null), wasMember: { index: null } }
    keepIdentity(space, current)
    nextIdentityRecords.write(name, known)
    dropIdentity(space, nextIdentityRecords)
    expect(identityRecords.read(name)).toEqual(current)
    expect(nextIdentityRecords.read(name)).toBeNull()
    expect(formerIdentityRecords.read(name)).toEqual([known])
  })
})

describe('forgetIdentity', () => {
  const ballot = {
    version: 1 as const,
    nullifier: 5n,
    revision: 0,
    votes: [1],
    encrypted: null,
    receipt: null,
    transaction: null,
  }

  test('forgets identities, secrets and ballots of the DAO, and of no other', () => {
    for (const one of [space, other]) {
      keepIdentity(one, createRecord(1n, 4))
      keepIdentity(one, createRecord(2n, 4))
      ballotRecords.write(`${one.chainId}.${one.governor}.7`, ballot)
    }
    heldSecrets.hold(9n, 'f'.repeat(64))
    forgetIdentity(space)
    expect(Object.keys(localStorage).filter((key) => key.includes('a'.repeat(40)))).toEqual([])
    expect(ballotRecords.read(`1.${space.governor}.7`)).toBeNull()
    expect(heldSecrets.get(9n)).toBeNull()
    expect(identityRecords.read(getIdentityName(other))).not.toBeNull()
    expect(ballotRecords.read(`1.${other.governor}.7`)).toEqual(ballot)
  })

  test('forgets the ballots of every DAO that shares the group', () => {
    const neighbour = { ...space, governor: `0x${'e'.repeat(40)}` }
    for (const one of [space, neighbour, other]) {
      ballotRecords.write(`${one.chainId}.${one.governor}.7`, ballot)
      // Twice is as good as once.
      for (const _ of [1, 2]) noteGovernor(one, getIdentityName(one))
    }
    forgetIdentity(neighbour)
    expect(ballotRecords.read(`1.${space.governor}.7`)).toBeNull()
    expect(ballotRecords.read(`1.${neighbour.governor}.7`)).toBeNull()
    expect(ballotRecords.read(`1.${other.governor}.7`)).toEqual(ballot)
    expect(Object.keys(localStorage).filter((key) => key.includes('a'.repeat(40)))).toEqual([])
  })
})

describe('identityRecords', () => {
  test('reads what the page kept before there were passkeys', () => {
    const secret = '1'.repeat(64)
    const old = {
      version: 1,
      kind: 'generated',
      secret,
      commitment: '3',
      index: 2,
      worldIdResult: null,
    }
    localStorage.setItem(`psephos.identity.${name}`, JSON.stringify(old))
    expect(identityRecords.read(name)).toEqual({ ...createRecord(3n, 2), secret })
  })

  test('reads what the page kept before it remembered who was a member', () => {
    const old = createRecord(3n, null)
    expect(old).not.toHaveProperty('wasMember')
    localStorage.setItem(
      `psephos.identity.${name}`,
      JSON.stringify({ ...old, commitment: String(old.commitment) }),
    )
    expect(identityRecords.read(name)).toEqual(createRecord(3n, null))
  })
})
