const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** A century of seconds: what is longer is no duration that anybody means. */
const MOST = 3_155_760_000n

/**
 * Returns a length of time in whole units, exactly; null for one that is too long to be meant.
 * @param seconds 0 or more.
 * @param locale A BCP 47 tag.
 * @example
 * formatDuration(90_000n, 'en') // '1 day, 1 hour'
 */
export function formatDuration(seconds: bigint, locale: string): string | null {
  if (seconds > MOST) return null
  let rest = Number(seconds)
  const parts: string[] = []
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    const isLastChance = unit === 'second' && parts.length === 0
    if (count === 0 && !isLastChance) continue
    const options = { style: 'unit', unit, unitDisplay: 'long' } as const
    parts.push(new Intl.NumberFormat(locale, options).format(count))
  }
  return new Intl.ListFormat(locale, { type: 'unit' }).format(parts)
}
