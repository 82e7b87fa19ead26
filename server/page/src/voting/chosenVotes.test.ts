import { beforeEach, describe, expect, test, vi } from 'vitest'
import { forgetIdentity } from '../identity/keepIdentity.ts'
import { stubStorage } from '../testing/stubStorage.ts'
import { chosenVotes, findChosenVotes, keepChosenVotes } from './chosenVotes.ts'

const recordName = `1.0x${'b'.repeat(40)}.7`
const proposal = { recordName, optionCount: 2, voiceCredits: 100 }

let session: Record<string, string>
let lasting: Record<string, string>
beforeEach(() => {
  session = stubStorage('sessionStorage')
  lasting = stubStorage('localStorage')
  return () => vi.unstubAllGlobals()
})

describe('chosenVotes', () => {
  test('are found again in the same tab, an empty field as none', () => {
    keepChosenVotes(recordName, [9, null])
    expect(findChosenVotes(proposal)).toEqual([9, 0])
  })

  test('stand in the session alone, with nothing that says whose they are', () => {
    keepChosenVotes(recordName, [9, -4])
    expect(session).toEqual({ [`psephos.chosen-votes.${recordName}`]: '[9,-4]' })
    expect(lasting).toEqual({})
  })

  test('are not taken for another number of options, nor beyond the voice credits', () => {
    keepChosenVotes(recordName, [9, -5])
    expect(findChosenVotes(proposal)).toBeNull()
    keepChosenVotes(recordName, [9, -4])
    expect(findChosenVotes({ ...proposal, optionCount: 3 })).toBeNull()
  })

  test('are gone with the identity', () => {
    keepChosenVotes(recordName, [1, 2])
    const governor = `0x${'b'.repeat(40)}`
    forgetIdentity({ chainId: 1, group: `0x${'a'.repeat(40)}`, governor })
    expect(chosenVotes.read(recordName)).toBeNull()
    expect(session).toEqual({})
  })

  test('keep nobody from voting where a browser keeps nothing', () => {
    vi.stubGlobal('sessionStorage', undefined)
    keepChosenVotes(recordName, [1, 2])
    expect(findChosenVotes(proposal)).toBeNull()
  })
})
