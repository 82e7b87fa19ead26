const [FIRST, FACTOR, LONGEST] = [5_000, 4, 12 * 60 * 60 * 1_000]

/**
 * Returns how many milliseconds to wait after an attempt that failed: 5 s after the first, each
 * time four times as long, 12 hours at most, and up to a quarter more or less, so that what failed
 * together does not come back together.
 * @param attempts how many there have been, from 1.
 * @param chance from 0 to 1.
 */
export function getRetryDelay(attempts: number, chance = Math.random()): number {
  const delay = Math.min(LONGEST, FIRST * FACTOR ** (attempts - 1))
  return Math.round(delay * (0.75 + chance / 2))
}
