/** What can be written as canonical JSON: bigints are written as decimal strings. */
export type Content =
  | string
  | number
  | bigint
  | readonly Content[]
  | { readonly [key: string]: Content }

/** Returns content as JSON has it: what was a bigint is a decimal string. */
export function toJson(content: Content): unknown {
  if (typeof content === 'bigint') return String(content)
  if (typeof content !== 'object') return content
  if (isList(content)) return content.map(toJson)
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, toJson(value)]))
}

function isList(content: object): content is readonly Content[] {
  return Array.isArray(content)
}
