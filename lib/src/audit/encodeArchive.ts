import canonicalize from 'canonicalize'
import type { Archive } from './wireArchive.ts'

/**
 * Returns an archive as its file has it: canonical JSON (RFC 8785), the same on every machine.
 * @example
 * await writeFile('election.json', encodeArchive(archive))
 */
export function encodeArchive(archive: Archive): string {
  return canonicalize(toWire(archive)) ?? ''
}

/** Numbers of 256 bits as decimal strings. */
export function toWire(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(toWire)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, toWire(field)]))
}
