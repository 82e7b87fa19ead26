import { readFile } from 'node:fs/promises'

/** The place of `steal` among the times of the first line of `/proc/stat`; the guests' times follow. */
const [STEAL, TIMES] = [7, 8]

/**
 * Returns what tells the percentage of this machine's processor time that its host has since given to
 * other machines: of a rented machine's figures nothing else says what they were measured on. Null
 * where the system does not tell.
 * Source: proc(5), `/proc/stat`.
 */
export async function measureStolenTime(): Promise<() => Promise<number | null>> {
  const before = await readTimes()
  return async () => {
    const after = await readTimes()
    if (before === null || after === null) return null
    return ((after.stolen - before.stolen) / (after.all - before.all)) * 100
  }
}

async function readTimes(): Promise<{ stolen: number; all: number } | null> {
  const text = await readFile('/proc/stat', 'utf8').catch(() => null)
  const times = text
    ?.split('\n', 1)[0]
    ?.trim()
    .split(/\s+/)
    .slice(1, TIMES + 1)
    .map(Number)
  const stolen = times?.[STEAL]
  if (times === undefined || stolen === undefined) return null
  return { stolen, all: times.reduce((sum, time) => sum + time, 0) }
}
