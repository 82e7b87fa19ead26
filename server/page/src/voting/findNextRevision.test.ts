import { describe, expect, test } from 'vitest'
import { RevisionUnbelievableError } from '../errors/pageErrors.ts'
import { findNextRevision, MOST_AHEAD } from './findNextRevision.ts'

describe('findNextRevision', () => {
  test.each([
    [0, 0],
    [3, 3],
    [3, 8],
    [0, MOST_AHEAD],
  ])('goes one beyond what is held: knows %i, hears of %i', (known, held) => {
    expect(findNextRevision({ known, held, mostAhead: MOST_AHEAD })).toBe(held + 1)
  })

  test('takes the last revision from whoever may name it, and none beyond', () => {
    const ask = (held: number) => findNextRevision({ known: 0, held, mostAhead: 65_535 })
    expect(ask(65_534)).toBe(65_535)
    expect(() => ask(65_535)).toThrow(RevisionUnbelievableError)
  })

  test.each([
    ['too far ahead', MOST_AHEAD + 5],
    ['the last but one', 65_534],
    ['the last', 65_535],
    ['beyond 16 bits', 70_000],
    ['lower than what it refused', 3],
    ['below zero', -1],
    ['a fraction', 4.5],
    ['no number', Number.NaN],
  ])('believes no revision that is %s', (_, held) => {
    expect(() => findNextRevision({ known: 4, held, mostAhead: MOST_AHEAD })).toThrow(
      RevisionUnbelievableError,
    )
  })
})
