/** Has `JSON.stringify` write bigints as decimal strings, as the wire has them. */
export function writeBigInts(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
