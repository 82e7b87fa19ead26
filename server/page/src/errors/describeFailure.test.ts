import {
  errorCodes,
  PsephosError,
  TooManyRequestsError,
  VoiceCreditsExceededError,
} from '@psephos/lib'
import { createInstance, type ResourceKey } from 'i18next'
import { describe, expect, test } from 'vitest'
import { languages } from '../i18n/languages.ts'
import { describeFailure } from './describeFailure.ts'
import { StorageUnavailableError, WorldIdFailedError } from './pageErrors.ts'

const sentences = import.meta.glob<ResourceKey>('../locales/*/failures.json', {
  import: 'default',
  eager: true,
})

const i18n = createInstance()
await i18n.init({
  lng: 'en',
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(
    languages.map((language) => [
      language,
      { failures: sentences[`../locales/${language}/failures.json`] ?? {} },
    ]),
  ),
})
const describeIn = (language: string) => (error: unknown) =>
  describeFailure(error, i18n.getFixedT(language, 'failures'))
const describeInEnglish = describeIn('en')

describe('describeFailure', () => {
  test.each(languages)('says what happened and what to do for every code, in %s', (language) => {
    for (const code of errorCodes) {
      const { what, next } = describeIn(language)(new PsephosError(code, ''))
      for (const sentence of [what, next]) expect(sentence).toMatch(/^\p{L}.*[.。]$/u)
    }
  })

  test('tells the facts', () => {
    const { next } = describeInEnglish(new TooManyRequestsError({ retryAfter: 7 }))
    expect(next).toContain('7 seconds')
    const { what } = describeInEnglish(
      new VoiceCreditsExceededError({ cost: 101, voiceCredits: 100 }),
    )
    expect(what).toContain('101')
  })

  test('knows the failures of the browser and of World ID', () => {
    expect(describeInEnglish(new StorageUnavailableError()).what).toContain('browser')
    expect(describeInEnglish(new WorldIdFailedError('user_rejected')).what).toContain('declined')
  })

  test('has a sentence for everything else, and repeats nothing of it', () => {
    const { what } = describeInEnglish(new Error('secret'))
    expect(what).not.toContain('secret')
  })
})
