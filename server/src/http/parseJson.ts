import { RequestMalformedError } from '@psephos/lib'

/** No body that a route takes is nested deeper; a thousand brackets are somebody's joke. */
const MOST_DEPTH = 16

/**
 * Parses JSON that a stranger sent, more strictly than `JSON.parse`: its bytes must be UTF-8, and no
 * object may have a key twice, because programs differ in which of the two they believe (RFC 8259
 * §4), or a key at which checks would throw ({@link parseUntrustedJson}).
 * @throws {@link RequestMalformedError}
 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decode(bytes)
  const written = measure(text)
  if (written.depth > MOST_DEPTH) throw refuse(`it is nested deeper than ${MOST_DEPTH} levels`)
  let members = 0
  let value: unknown
  try {
    value = JSON.parse(text, (key, each: unknown) => {
      // As parseUntrustedJson has it.
      if (key === 'toString') throw refuse('')
      if (isObject(each)) members += Object.keys(each).length
      return each
    })
  } catch {
    throw refuse('its body is not JSON that can be read')
  }
  if (members !== written.members) throw refuse('an object has the same key twice')
  return value
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw refuse('its body is not UTF-8')
  }
}

/** Counts in the text of JSON how deep it goes, and its members: each has one colon outside of strings. */
function measure(text: string): { depth: number; members: number } {
  let [level, depth, members, isString] = [0, 0, 0, false]
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') isString = !isString
    else if (isString) at += character === '\\' ? 1 : 0
    else if (character === '{' || character === '[') depth = Math.max(depth, ++level)
    else if (character === '}' || character === ']') level -= 1
    else if (character === ':') members += 1
  }
  return { depth, members }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuse(reason: string): RequestMalformedError {
  return new RequestMalformedError({ path: '', reason })
}
