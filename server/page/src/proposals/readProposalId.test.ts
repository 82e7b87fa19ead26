import { expect, test } from 'vitest'
import { readProposalId } from './readProposalId.ts'

test('readProposalId reads whole numbers of up to 256 bits, and nothing else', () => {
  expect(readProposalId('0')).toBe(0n)
  expect(readProposalId(String(2n ** 256n - 1n))).toBe(2n ** 256n - 1n)
  for (const text of ['', '-1', '0x12', '1.5', '1e3', ' 1', 'x', '1'.repeat(79)]) {
    expect(readProposalId(text)).toBeNull()
  }
})
