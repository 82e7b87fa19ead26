import canonicalize from 'canonicalize'
import { type Content, toJson } from './toJson.ts'

/**
 * Returns content as canonical JSON, as it travels on the wire.
 * Source: RFC 8785.
 */
export function encodeContent(content: Content): string {
  return canonicalize(toJson(content)) ?? ''
}
