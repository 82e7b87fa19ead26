const units: [unit: string, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

/**
 * Returns how long something lasts, in its two largest units.
 * @example
 * formatDuration(129_600, 'en') // '1 day, 12 hours'
 */
export function formatDuration(seconds: number, locale: string): string {
  const parts: string[] = []
  let rest = Math.round(seconds)
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length)
    const isLast = unit === 'second' && parts.length === 0
    if (parts.length < 2 && (count > 0 || isLast)) {
      const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' })
      parts.push(format.format(count))
      rest -= count * length
    } else if (parts.length > 0) break
  }
  return new Intl.ListFormat(locale, { style: 'long', type: 'unit' }).format(parts)
}
