/**
 * Returns the milliseconds of processor time, on all threads of this process, that something takes.
 * Unlike the clock's it is hardly longer on a busy machine, and gives nobody a second core for
 * nothing.
 */
export async function measureProcessorTime(act: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage()
  await act()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}

/** Returns the middle one, or the higher of two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
