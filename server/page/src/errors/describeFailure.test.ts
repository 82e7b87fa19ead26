import {
  errorCodes,
  PsephosError,
  TooManyRequestsError,
  VoiceCreditsExceededError,
} from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { describeFailure } from './describeFailure.ts'
import { StorageUnavailableError, WorldIdFailedError } from './pageErrors.ts'

describe('describeFailure', () => {
  test.each(errorCodes)('says what happened and what to do for %s', (code) => {
    const { what, next } = describeFailure(new PsephosError(code, ''))
    for (const sentence of [what, next]) expect(sentence).toMatch(/^[A-Z].*\.$/)
  })

  test('tells the facts', () => {
    expect(describeFailure(new TooManyRequestsError({ retryAfter: 7 })).next).toContain('7 seconds')
    const { what } = describeFailure(
      new VoiceCreditsExceededError({ cost: 101, voiceCredits: 100 }),
    )
    expect(what).toContain('101')
  })

  test('knows the failures of the browser and of World ID', () => {
    expect(describeFailure(new StorageUnavailableError()).what).toContain('browser')
    expect(describeFailure(new WorldIdFailedError('user_rejected')).what).toContain('declined')
  })

  test('has a sentence for everything else, and repeats nothing of it', () => {
    const { what } = describeFailure(new Error('secret'))
    expect(what).not.toContain('secret')
  })
})
