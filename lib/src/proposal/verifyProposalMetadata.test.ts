import { describe, expect, test } from 'vitest'
import { MetadataMalformedError, MetadataMismatchError } from '../errors/proposalErrors.ts'
import type { ProposalMetadata } from '../wire/proposal.ts'
import { createRawCid } from './createRawCid.ts'
import { encodeProposalMetadata } from './encodeProposalMetadata.ts'
import { verifyProposalMetadata } from './verifyProposalMetadata.ts'

const metadata: ProposalMetadata = {
  version: 1,
  title: 'A garden',
  body: 'Where?',
  options: [{ title: 'Here' }, { title: 'There' }],
}
const { cid, bytes } = encodeProposalMetadata(metadata)

function encode(text: string): { metadata: Uint8Array; cid: string } {
  const encoded = new TextEncoder().encode(text)
  return { metadata: encoded, cid: createRawCid(encoded) }
}

describe('verifyProposalMetadata', () => {
  test('returns the metadata of its bytes and of its object', () => {
    expect(verifyProposalMetadata({ metadata: bytes, cid })).toEqual(metadata)
    expect(verifyProposalMetadata({ metadata, cid })).toEqual(metadata)
  })

  test('refuses another word, another order of options and another byte', () => {
    const reworded = { ...metadata, body: 'Where!' }
    const reordered = { ...metadata, options: [...metadata.options].reverse() }
    const longer = new Uint8Array([...bytes, 32])
    for (const other of [reworded, reordered, longer]) {
      expect(() => verifyProposalMetadata({ metadata: other, cid })).toThrow(MetadataMismatchError)
    }
  })

  test.each([
    ['JSON that is not canonical', JSON.stringify(metadata, null, 2)],
    ['an object with a key twice', new TextDecoder().decode(bytes).replace('{', '{"body":"",')],
    ['JSON that is no metadata', '{}'],
    ['text that is not JSON', 'A garden'],
  ])('refuses %s, even under its own CID', (_, text) => {
    expect(() => verifyProposalMetadata(encode(text))).toThrow(MetadataMalformedError)
  })
})
