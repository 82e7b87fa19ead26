import { expect, test } from 'vitest'
import { toPlainText } from './toPlainText.ts'

test('toPlainText leaves the words and takes the marks away', () => {
  const text =
    '# The *Garden*\n\nWe grow [vegetables](https://a.example/x) and ![a rose](ipfs://b).\n- `Daily`'
  expect(toPlainText(text)).toBe('The Garden We grow vegetables and a rose. Daily')
  expect(toPlainText('')).toBe('')
})
