import { describe, expect, test } from 'vitest'
import { findLocale } from './findLocale.ts'

describe('findLocale', () => {
  test('takes the first of the browser’s languages that is one of the page’s', () => {
    expect(findLocale('de', ['fr-FR', 'de-CH', 'de'])).toBe('de-CH')
    expect(findLocale('zh', ['fr-FR'])).toBe('zh')
  })

  test('passes over what is no language tag, such as a browser’s where the system has no language', () => {
    expect(findLocale('en', ['en-US@posix'])).toBe('en')
    expect(findLocale('en', ['en-US@posix', 'en-GB'])).toBe('en-GB')
    expect(() => new Intl.NumberFormat(findLocale('en', ['en-US@posix']))).not.toThrow()
  })
})
