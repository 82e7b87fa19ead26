const units: [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/**
 * Returns a moment in words relative to now, in its largest unit.
 * @param timestamp Seconds since 1970.
 * @param locale A BCP 47 tag.
 * @example
 * formatRelativeTime(now + 7_200, 'en') // 'in 2 hours'
 */
export function formatRelativeTime(
  timestamp: number,
  locale: string,
  now: number = Date.now() / 1_000,
): string {
  const distance = timestamp - now
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  for (const [unit, seconds] of units) {
    // 90 minutes read better than 2 hours, 36 hours better than 2 days.
    const isLargeEnough = Math.abs(distance) >= seconds * (unit === 'minute' ? 1 : 1.5)
    if (isLargeEnough) return format.format(Math.round(distance / seconds), unit)
  }
  return format.format(Math.round(distance), 'second')
}

/**
 * Returns a moment as date and time of day.
 * @param timestamp Seconds since 1970.
 * @param locale A BCP 47 tag.
 */
export function formatTime(timestamp: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    timestamp * 1_000,
  )
}
