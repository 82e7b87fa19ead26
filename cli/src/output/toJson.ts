/** Returns JSON on one line, with bigints as decimal strings. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'bigint' ? String(field) : field,
  )
}
