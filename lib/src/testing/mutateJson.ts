import fc from 'fast-check'

/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** A change of a JSON document, and the path at which it was made. */
export interface Mutation {
  readonly document: Json
  readonly path: string
}

/** What is done at a place; what is near tells most, and comes twice. */
const kinds = ['near', 'near', 'far', 'other', 'removed', 'doubled', 'swapped'] as const

/**
 * Gives, for each place of `document` and each kind of change, documents that differ there alone: a value that is
 * another, near or far, an entry or a field that is missing, doubled or moved.
 */
export function mutations(document: Json): fc.Arbitrary<Mutation>[] {
  const paths = listPaths(document)
  const drawn = fc.record({ far: fc.jsonValue({ maxDepth: 1 }), seed: fc.nat() })
  return paths.flatMap((path) =>
    kinds.map((kind) =>
      drawn.map(({ far, seed }) => {
        const copy = structuredClone(document)
        const holder = path.slice(0, -1).reduce<Json>((value, key) => read(value, key), copy)
        const key = path.at(-1) ?? ''
        mutate(holder, key, { kind, far: far as Json, seed, other: pick(document, paths, seed) })
        return { document: copy, path: path.join('.') }
      }),
    ),
  )
}

function listPaths(value: Json, path: string[] = []): string[][] {
  const own = path.length === 0 ? [] : [path]
  if (typeof value !== 'object' || value === null) return own
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, field]) => listPaths(field, [...path, key])),
  ]
}

function read(value: Json, key: string): Json {
  if (Array.isArray(value)) return value[Number(key)] ?? null
  return typeof value === 'object' && value !== null ? (value[key] ?? null) : null
}

/** Another value of the same document. */
function pick(document: Json, paths: readonly string[][], seed: number): Json {
  const path = paths[seed % paths.length] ?? []
  return structuredClone(path.reduce<Json>((value, key) => read(value, key), document))
}

function mutate(
  holder: Json,
  key: string,
  change: { kind: (typeof kinds)[number]; far: Json; seed: number; other: Json },
): void {
  const { kind, far, seed, other } = change
  const value = read(holder, key)
  if (kind === 'near') write(holder, key, near(value, seed))
  else if (kind === 'far') write(holder, key, far)
  else if (kind === 'other') write(holder, key, other)
  else if (kind === 'removed') remove(holder, key)
  else if (kind === 'doubled') double(holder, key)
  else swap(holder, key, seed)
}

/** A value of the same kind that is a little different. */
function near(value: Json, seed: number): Json {
  if (typeof value === 'number') return value + (seed % 2 === 0 ? 1 : -1)
  if (typeof value === 'boolean') return !value
  if (value === null) return 0
  if (typeof value !== 'string') return Array.isArray(value) ? [] : {}
  if (/^[0-9]+$/.test(value)) return String(BigInt(value) + (seed % 2 === 0 ? 1n : -1n))
  const at = seed % Math.max(1, value.length)
  const digit = ((Number.parseInt(value[at] ?? '0', 16) || 0) + 1 + (seed % 15)) % 16
  return value.slice(0, at) + digit.toString(16) + value.slice(at + 1)
}

function write(holder: Json, key: string, value: Json): void {
  if (Array.isArray(holder)) holder[Number(key)] = value
  else if (typeof holder === 'object' && holder !== null) holder[key] = value
}

function remove(holder: Json, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else if (typeof holder === 'object' && holder !== null) delete holder[key]
}

function double(holder: Json, key: string): void {
  const value = structuredClone(read(holder, key))
  if (Array.isArray(holder)) holder.splice(Number(key), 0, value)
  else write(holder, `${key}2`, value)
}

/** An entry with another of its list; a field with another of its object. */
function swap(holder: Json, key: string, seed: number): void {
  if (typeof holder !== 'object' || holder === null) return
  const keys = Object.keys(holder)
  const other = keys[seed % keys.length] ?? key
  const [one, two] = [read(holder, key), read(holder, other)]
  write(holder, key, two)
  write(holder, other, one)
}
