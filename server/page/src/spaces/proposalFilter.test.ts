import { proposalStates } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import {
  listParts,
  readProposalFilter,
  statesOfPart,
  writeProposalFilter,
} from './proposalFilter.ts'

const read = (query: string) => readProposalFilter(new URLSearchParams(query))

describe('a filter of proposals', () => {
  test('stands in the address and comes back from there', () => {
    const everything = { part: null, search: '', tag: '', order: 'newest' } as const
    expect(read('')).toEqual(everything)
    expect(writeProposalFilter(everything)).toBe('')
    const filter = { part: 'open', search: 'a "b c"', tag: 'grants', order: 'closing' } as const
    expect(read(writeProposalFilter(filter))).toEqual(filter)
  })

  test('leaves out what no server takes', () => {
    expect(read('state=gone&order=random')).toMatchObject({ part: null, order: 'newest' })
    expect(read(`search=${'x'.repeat(300)}`).search).toHaveLength(200)
    expect(read('state=finished&order=closing').order).toBe('newest')
  })

  test('shows every state once', () => {
    const parts = listParts({ part: null, order: 'newest' })
    const states = parts.flatMap((part): readonly string[] => statesOfPart[part])
    expect(states.sort()).toEqual([...proposalStates].sort())
    expect(listParts({ part: null, order: 'closing' })).toEqual(['open', 'coming'])
    expect(listParts({ part: 'finished', order: 'ballots' })).toEqual(['finished'])
  })
})
