import { describe, expect, test } from 'vitest'
import { chooseLanguage } from './chooseLanguage.ts'

describe('chooseLanguage', () => {
  test('follows a choice before the browser', () => {
    expect(chooseLanguage('fr', ['de-CH', 'en'])).toBe('fr')
  })

  test('takes the first of the browser’s languages that the page speaks', () => {
    expect(chooseLanguage(null, ['it-IT', 'de-CH', 'en'])).toBe('de')
    expect(chooseLanguage(null, ['zh-Hant-TW'])).toBe('zh')
  })

  test('speaks English to everybody else, and whatever was kept', () => {
    expect(chooseLanguage(null, ['it', 'pt-BR'])).toBe('en')
    expect(chooseLanguage(null, [])).toBe('en')
    expect(chooseLanguage('toString', [])).toBe('en')
    expect(chooseLanguage('', [])).toBe('en')
  })
})
