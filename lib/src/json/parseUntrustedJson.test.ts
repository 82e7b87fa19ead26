import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { parseUntrustedJson } from './parseUntrustedJson.ts'

describe('parseUntrustedJson', () => {
  test('reads whatever else is JSON as JSON.parse does', () => {
    const json = fc.json().filter((text) => !text.includes('toString'))
    fc.assert(
      fc.property(json, (text) => {
        expect(parseUntrustedJson(text)).toEqual(JSON.parse(text))
      }),
      { numRuns: 2_000 },
    )
    expect(parseUntrustedJson('{"a":"toString","b":"\\u0074oString"}')).toEqual({
      ...{ a: 'toString', b: 'toString' },
    })
  })

  test.each([
    '{"length":{"toString":1}}',
    '{"length":[{"toString":null}]}',
    '[{"\\u0074oString":{}}]',
  ])('refuses %s', (text) => {
    expect(() => parseUntrustedJson(text)).toThrow(SyntaxError)
  })

  test('refuses what is not JSON', () => {
    for (const text of ['', '{', 'toString', '\\u0074'])
      expect(() => parseUntrustedJson(text)).toThrow(SyntaxError)
  })

  test('is for what a check of a length throws at', () => {
    const check = () => z.string().max(5).safeParse(JSON.parse('{"length":{"toString":1}}'))
    expect(check).toThrow(TypeError)
  })
})
