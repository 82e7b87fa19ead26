import { describe, expect, test } from 'vitest'
import { usesGfm } from './usesGfm.ts'

describe('usesGfm', () => {
  test.each([
    'a | table\n--- | ---\n1 | 2',
    '- [ ] a task',
    '- [x] a task that is done',
    'a note[^1]',
    '~~struck~~',
    'see https://example.org for more',
    'see www.example.org',
    'write to somebody@example.org',
    '(https://example.org)',
  ])('finds %j', (text) => {
    expect(usesGfm(text)).toBe(true)
  })

  test.each([
    'Whatever **wins** is paid from the treasury.',
    '# Title\n\n1. one\n2. two\n\n> said\n\n`code`',
    'a [link](https://example.org) and ![a picture](https://example.org/a.png)',
    '<https://example.org>',
    '[name]: https://example.org',
  ])('passes %j over, which plain Markdown reads', (text) => {
    expect(usesGfm(text)).toBe(false)
  })
})
