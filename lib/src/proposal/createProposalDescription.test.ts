import { describe, expect, test } from 'vitest'
import { MetadataMalformedError } from '../errors/proposalErrors.ts'
import { createProposalDescription } from './createProposalDescription.ts'

const cid = 'bafkreihpadr6vanll6bgvmzqe5mr2tpykz6cjzzbxrq3gnehq4g3bcgsuu'

describe('createProposalDescription', () => {
  test('is the title, a blank line and the link', () => {
    expect(createProposalDescription({ title: 'A garden', cid })).toBe(`A garden\n\nipfs://${cid}`)
  })

  test.each(['', 'A\nB', 'A\rB', 'x'.repeat(201)])('refuses the title %j', (other) => {
    expect(() => createProposalDescription({ title: other, cid })).toThrow(MetadataMalformedError)
  })
})
