import type { DecryptionTask } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { type JudgedTask, judgeTask, type TaskRefusal } from './judgeTask.ts'

const r = { x: 1n, y: 2n } as NonNullable<DecryptionTask['r']>
const task: JudgedTask = {
  ...{ doubt: null, isClosed: true, isBuried: true, isFinal: false, isDevelopment: false, r },
}

describe('judgeTask', () => {
  test('asks what the page cannot know by itself', () => {
    expect(judgeTask(task)).toEqual({ refusal: null, questions: [] })
    expect(judgeTask({ ...task, doubt: 'unknown' }).questions).toEqual(['box'])
    expect(judgeTask({ ...task, doubt: 'unknown', isDevelopment: true }).questions).toEqual([
      ...['box', 'development'],
    ])
  })

  test.each<[string, Partial<JudgedTask>, TaskRefusal]>([
    ['foreign code', { doubt: 'code' }, 'code'],
    ['other keys', { doubt: 'keys' }, 'keys'],
    ['totals that are known', { isFinal: true }, 'final'],
    ['a box that is not closed', { isClosed: false, r: null }, 'open'],
    ['sums that the chain may take back', { isBuried: false }, 'recent'],
    ['an election without ballots', { r: null }, 'empty'],
  ])('refuses %s, whatever is answered', (_, changed, refusal) => {
    expect(judgeTask({ ...task, ...changed })).toEqual({ refusal, questions: [] })
  })
})
