import { formatTime } from '../format/formatTime.ts'

/**
 * A moment, for people and for machines.
 * @param at Seconds since 1970.
 */
export function Time({ at }: { at: number }) {
  return <time dateTime={new Date(at * 1_000).toISOString()}>{formatTime(at)}</time>
}
