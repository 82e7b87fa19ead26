import { describe, expect, test } from 'vitest'
import { MetadataMalformedError } from '../errors/proposalErrors.ts'
import type { ProposalMetadata } from '../wire/proposal.ts'
import { encodeProposalMetadata } from './encodeProposalMetadata.ts'

const metadata: ProposalMetadata = {
  version: 1,
  title: 'A garden',
  body: 'Where? “Here” – naïve 🌱\n',
  options: [{ title: 'Yes', description: 'Roses' }, { title: 'No' }],
  discussion: 'https://forum.example/1',
}

describe('encodeProposalMetadata', () => {
  test('writes canonical JSON: keys in order, no spaces, text as it is', () => {
    expect(new TextDecoder().decode(encodeProposalMetadata(metadata).bytes)).toBe(
      '{"body":"Where? “Here” – naïve 🌱\\n","discussion":"https://forum.example/1",' +
        '"options":[{"description":"Roses","title":"Yes"},{"title":"No"}],"title":"A garden","version":1}',
    )
  })

  test('names the bytes by their CIDv1, raw, sha2-256, in base32', () => {
    // 'b' + base32(0x01 0x55 0x12 0x20 ‖ sha256(bytes)), computed apart from this library.
    const small: ProposalMetadata = {
      version: 1,
      title: 'A garden',
      body: '',
      options: [{ title: 'Yes' }],
    }
    expect(encodeProposalMetadata(small).cid).toBe(
      'bafkreihpadr6vanll6bgvmzqe5mr2tpykz6cjzzbxrq3gnehq4g3bcgsuu',
    )
  })

  test('does not depend on the order of keys, but on that of options', () => {
    const { version, title, body, options, discussion = '' } = metadata
    const { cid } = encodeProposalMetadata(metadata)
    expect(encodeProposalMetadata({ discussion, options, body, title, version }).cid).toBe(cid)
    const reordered = { ...metadata, options: [...options].reverse() }
    expect(encodeProposalMetadata(reordered).cid).not.toBe(cid)
  })

  test('leaves out what is undefined', () => {
    const { discussion: _, ...rest } = metadata
    expect(encodeProposalMetadata({ ...rest, discussion: undefined }).cid).toBe(
      encodeProposalMetadata(rest).cid,
    )
  })

  test.each<[string, Partial<ProposalMetadata>]>([
    ['no options', { options: [] }],
    ['129 options', { options: new Array(129).fill({ title: 'x' }) }],
    ['a title of two lines', { title: 'A\nB' }],
    ['a title that is empty', { title: '' }],
    ['text with half a surrogate pair', { body: '\ud800' }],
    ['a link that is not http', { discussion: 'javascript:alert(1)' }],
  ])('refuses %s', (_, changes) => {
    expect(() => encodeProposalMetadata({ ...metadata, ...changes })).toThrow(
      MetadataMalformedError,
    )
  })

  test('says which field is wrong', () => {
    const options = [{ title: 'Yes' }, { title: '' }]
    expect(() => encodeProposalMetadata({ ...metadata, options })).toThrow('options.1.title')
  })
})
