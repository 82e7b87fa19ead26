import { describe, expect, test } from 'vitest'
import { findDueStep, type StandingFacts } from './findDueStep.ts'

const facts: StandingFacts = {
  ...{ isDealingOver: true, isOver: false, hasOutcome: true, threshold: 2 },
  ...{ absent: [], qualified: [1, 2, 3], confirmed: [] },
}
const due = (changed: Partial<StandingFacts>, position = 1, isChecked = false) =>
  findDueStep({ facts: { ...facts, ...changed }, position, isChecked })

describe('findDueStep', () => {
  test('has a trustee deal, and then wait for those who have not', () => {
    const isDealingOver = false
    expect(due({ isDealingOver, absent: [1, 3] })).toEqual({ kind: 'deal' })
    expect(due({ isDealingOver, absent: [2, 3] })).toEqual({ kind: 'deals', awaited: [2, 3] })
  })

  test('lets nobody deal late, who may still check and confirm', () => {
    const late = { absent: [1], qualified: [2, 3] }
    expect(due(late)).toEqual({ kind: 'check' })
    expect(due(late, 1, true)).toEqual({ kind: 'confirm' })
  })

  test('has shares checked before the committee is confirmed', () => {
    expect(due({})).toEqual({ kind: 'check' })
    expect(due({}, 1, true)).toEqual({ kind: 'confirm' })
    // Complaints are heard no more, and confirming checks as well.
    expect(due({ isOver: true, confirmed: [2, 3] })).toEqual({ kind: 'confirm' })
  })

  test('says that no committee comes out', () => {
    expect(due({ hasOutcome: false, qualified: [1] }, 1, true)).toEqual({ kind: 'failed' })
  })

  test('waits for as many confirmations as registering takes', () => {
    expect(due({ confirmed: [1] })).toEqual({ kind: 'confirmations', awaited: [2, 3] })
    expect(due({ confirmed: [1, 2] })).toEqual({ kind: 'register', isEarly: true })
    expect(due({ confirmed: [1, 2, 3], isOver: true })).toEqual({
      ...{ kind: 'register', isEarly: false },
    })
  })
})
