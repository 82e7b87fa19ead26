import { describe, expect, test } from 'vitest'
import { judgeAnonymity } from './judgeAnonymity.ts'

describe('judgeAnonymity', () => {
  test('finds nobody hidden who is the only one', () => {
    expect(judgeAnonymity({ size: 1, received: 0 })).toMatchObject({
      isAlone: true,
      isEarly: false,
    })
  })

  test('calls a crowd of 19 small, and one of 20 not', () => {
    expect(judgeAnonymity({ size: 19, received: 9 }).isCrowdSmall).toBe(true)
    expect(judgeAnonymity({ size: 20, received: 9 }).isCrowdSmall).toBe(false)
  })

  test('warns the first five of many', () => {
    const isEarly = (received: number) => judgeAnonymity({ size: 1_000, received }).isEarly
    expect([isEarly(0), isEarly(4), isEarly(5)]).toEqual([true, true, false])
  })

  test('does not ask anybody to wait for ballots that cannot come', () => {
    expect(judgeAnonymity({ size: 3, received: 2 }).isEarly).toBe(false)
  })
})
