import { RequestMalformedError } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { parseConnectorUri } from './parseConnectorUri.ts'

const parts = {
  t: 'wld',
  i: '3f0e4b6e-7b3a-4b57-a5a4-63a1a1a7a7a7',
  k: Buffer.alloc(32, 255).toString('base64'),
}

const uri = (changed: Partial<typeof parts>) =>
  `https://example.org/wallet?${new URLSearchParams({ ...parts, ...changed })}`

describe('parseConnectorUri', () => {
  test('reads request and key', () => {
    expect(parseConnectorUri(uri({}))).toEqual({
      requestId: parts.i,
      key: Buffer.alloc(32, 255),
    })
  })

  test.each<[string, Partial<typeof parts>]>([
    ['t', { t: 'wallet' }],
    ['i', { i: '../response' }],
    ['k', { k: Buffer.alloc(31).toString('base64').replace(/=+$/, '') }],
    ['k', { k: '' }],
  ])('names the part %s that is wrong in %j', (path, changed) => {
    expect(() => parseConnectorUri(uri(changed))).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ path }) }),
    )
  })

  test.each(['', 'not a URI'])('refuses %j', (text) => {
    expect(() => parseConnectorUri(text)).toThrow(RequestMalformedError)
  })
})
