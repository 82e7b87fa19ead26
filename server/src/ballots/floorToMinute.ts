const MINUTE = 60_000

/**
 * Returns the minute of a time in milliseconds: the second of a ballot's arrival would help who
 * watches the network to find its sender.
 */
export function floorToMinute(time: number): Date {
  return new Date(Math.floor(time / MINUTE) * MINUTE)
}
