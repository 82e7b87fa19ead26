import { useFormat } from '../format/useFormat.ts'

/**
 * A moment, for people and for machines.
 * @param at Seconds since 1970.
 */
export function Time({ at }: { at: number }) {
  const format = useFormat()
  return <time dateTime={new Date(at * 1_000).toISOString()}>{format.time(at)}</time>
}
