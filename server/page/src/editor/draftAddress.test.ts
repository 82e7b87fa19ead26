import { expect, test } from 'vitest'
import { readDraftAddress } from './draftAddress.ts'

test('the address of a draft names it, and its key only behind the #', () => {
  const token = 'k'.repeat(43)
  const read = (query: string, hash: string) => readDraftAddress(new URLSearchParams(query), hash)
  expect(read('draft=a-b_C', '')).toEqual({ id: 'a-b_C', token: null })
  expect(read('draft=a', `#${token}`)).toEqual({ id: 'a', token })
  expect(read('draft=a', '#short')).toEqual({ id: 'a', token: null })
  expect(read('', `#${token}`)).toBeNull()
  expect(read('draft=..%2Fother', '')).toBeNull()
})
