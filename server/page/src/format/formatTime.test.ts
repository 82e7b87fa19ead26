import { describe, expect, test } from 'vitest'
import { formatRelativeTime } from './formatTime.ts'

const now = 1_800_000_000

/** What English says of a distance. */
function say(value: number, unit: Intl.RelativeTimeFormatUnit): string {
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(value, unit)
}

describe('formatRelativeTime', () => {
  test('counts in the largest unit that keeps it true enough', () => {
    expect(formatRelativeTime(now + 30, 'en', now)).toBe(say(30, 'second'))
    expect(formatRelativeTime(now + 60, 'en', now)).toBe(say(1, 'minute'))
    expect(formatRelativeTime(now + 80 * 60, 'en', now)).toBe(say(80, 'minute'))
    expect(formatRelativeTime(now + 90 * 60, 'en', now)).toBe(say(2, 'hour'))
    expect(formatRelativeTime(now + 35 * 3_600, 'en', now)).toBe(say(35, 'hour'))
    expect(formatRelativeTime(now + 36 * 3_600, 'en', now)).toBe(say(2, 'day'))
  })

  test('looks back as well as ahead', () => {
    expect(formatRelativeTime(now - 3 * 86_400, 'en', now)).toBe(say(-3, 'day'))
  })
})
