import {
  createProposalDescription,
  encodeProposalMetadata,
  MetadataMismatchError,
  type ProposalMetadata,
} from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { readProposalText } from './readProposalText.ts'

const metadata: ProposalMetadata = {
  version: 1,
  title: 'A garden',
  body: 'With beds.',
  options: [{ title: 'Yes' }, { title: 'No' }],
}
const description = createProposalDescription({
  title: metadata.title,
  cid: encodeProposalMetadata(metadata).cid,
})

describe('readProposalText', () => {
  test('returns metadata that hashes to what the chain commits to', () => {
    const text = readProposalText({ description, metadata, optionCount: 2 })
    expect(text).toEqual({ kind: 'metadata', metadata })
  })

  test('does not return metadata in which one word was changed', () => {
    const forged = { ...metadata, options: [{ title: 'No' }, { title: 'Yes' }] }
    const text = readProposalText({ description, metadata: forged, optionCount: 2 })
    expect(text).toEqual({ kind: 'mismatch', error: expect.any(MetadataMismatchError) })
  })

  test('says that the text is missing when the server has none', () => {
    expect(readProposalText({ description, metadata: null, optionCount: 2 }).kind).toBe('missing')
  })

  test('says that it is missing when it does not name every option', () => {
    expect(readProposalText({ description, metadata, optionCount: 3 }).kind).toBe('missing')
  })

  test('takes a description without a CID for the text itself', () => {
    const body = '# Pay the gardener'
    const text = readProposalText({ description: body, metadata: null, optionCount: 1 })
    expect(text).toEqual({ kind: 'onChain', body })
  })
})
