import { expect, test } from 'vitest'
import { formatDuration } from './formatDuration.ts'

test('formatDuration says the two largest units, in each language', () => {
  expect(formatDuration(0, 'en')).toBe('0 seconds')
  expect(formatDuration(60, 'en')).toBe('1 minute')
  expect(formatDuration(129_600, 'en')).toBe('1 day, 12 hours')
  expect(formatDuration(7 * 86_400 + 59, 'en')).toBe('7 days')
  expect(formatDuration(90_061, 'en')).toBe('1 day, 1 hour')
  expect(formatDuration(3_661, 'de')).toBe('1 Stunde, 1 Minute')
})
