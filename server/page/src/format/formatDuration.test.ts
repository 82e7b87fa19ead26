import { expect, test } from 'vitest'
import { formatDuration } from './formatDuration.ts'

test('formatDuration is exact, in the largest units', () => {
  expect(formatDuration(90_000n, 'en')).toBe('1 day, 1 hour')
  expect(formatDuration(604_800n, 'de')).toBe('7 Tage')
  expect(formatDuration(61n, 'de')).toBe('1 Minute, 1 Sekunde')
})

test('formatDuration says zero, and nothing of what nobody means', () => {
  expect(formatDuration(0n, 'en')).toBe('0 seconds')
  expect(formatDuration((1n << 256n) - 1n, 'en')).toBeNull()
})
