import { RequestMalformedError } from '@psephos/lib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJson } from './parseJson.ts'

const parseText = (text: string) => parseJson(new TextEncoder().encode(text))

describe('parseJson', () => {
  test('reads whatever JSON says, as JSON.parse does', () => {
    const json = fc.json({ maxDepth: 8 }).filter((text) => !text.includes('"toString":'))
    fc.assert(
      fc.property(json, (text) => {
        expect(parseText(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  test('reads texts that are full of what JSON is made of', () => {
    const value = { 'a:{"': ['\\', '":', '{[', '\u2028'], b: { c: ':' }, __proto__x: {} }
    expect(parseText(JSON.stringify(value))).toEqual(value)
  })

  test.each([
    ['a key twice', '{"a":1,"a":1}'],
    ['a key twice, once in disguise', '{"a":1,"\\u0061":2}'],
    ['a key twice, far inside', '[{"x":{"a":{},"b":1,"a":[]}}]'],
    ['a key twice, of the prototype', '{"__proto__":1,"__proto__":2}'],
  ])('refuses %s', (_case, text) => {
    expect(() => parseText(text)).toThrow('the same key twice')
  })

  test.each(['{"title":{"length":{"toString":1}}}', '{"votes":{"length":[{"to\\u0053tring":1}]}}'])(
    'refuses %s, at which a check would throw',
    (text) => {
      expect(() => parseText(text)).toThrow(RequestMalformedError)
    },
  )

  test('goes sixteen levels deep and no deeper, however deep it is', () => {
    const nest = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
    expect(parseText(nest(16))).toBeInstanceOf(Array)
    expect(() => parseText(nest(17))).toThrow('nested deeper')
    expect(() => parseText(nest(200_000))).toThrow('nested deeper')
    expect(() => parseText('{"a":'.repeat(100_000))).toThrow('nested deeper')
  })

  test.each([
    ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'not UTF-8'],
    ['half a character', Uint8Array.of(0x22, 0xe2, 0x82, 0x22), 'not UTF-8'],
    ['a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, 0x31), 'not JSON'],
    ['nothing', new Uint8Array(), 'not JSON'],
    ['a string that does not end', new TextEncoder().encode(`"${'\\"'.repeat(1_000)}`), 'not JSON'],
  ])('refuses %s', (_case, bytes, reason) => {
    expect(() => parseJson(bytes)).toThrow(reason)
  })

  test('takes no longer than the text is long', () => {
    const size = 512 * 1024
    for (const text of ['"'.repeat(size), '\\"'.repeat(size / 2), '{"'.repeat(size / 2)]) {
      expect(() => parseText(text)).toThrow(/not JSON|nested/)
    }
  })
})
