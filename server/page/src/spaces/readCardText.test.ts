import {
  createProposalDescription,
  encodeProposalMetadata,
  type ProposalMetadata,
} from '@psephos/lib'
import { createInstance } from 'i18next'
import { describe, expect, test } from 'vitest'
import proposal from '../locales/en/proposal.json'
import { readCardText } from './readCardText.ts'

const i18n = createInstance()
await i18n.init({ lng: 'en', resources: { en: { proposal } } })
const t = i18n.getFixedT('en', 'proposal')

const metadata: ProposalMetadata = {
  version: 1,
  title: 'A garden',
  body: 'With beds.',
  options: [{ title: 'Yes' }, { title: 'No' }],
  tags: ['garden'],
}
const { cid } = encodeProposalMetadata(metadata)
const committed = {
  description: createProposalDescription({ title: metadata.title, cid }),
  optionCount: 2,
}

describe('readCardText', () => {
  test('shows the title and the tags of the text that the chain commits to', () => {
    expect(readCardText({ ...committed, metadata }, t)).toEqual({
      title: 'A garden',
      tags: ['garden'],
    })
  })

  test('shows nothing of another text', () => {
    const forged = { ...metadata, title: 'A car park', tags: ['urgent'] }
    expect(readCardText({ ...committed, metadata: forged }, t)).toEqual({
      title: 'A garden',
      tags: [],
    })
  })

  test('shows no text that the server puts beside a description without one', () => {
    const text = { description: 'A pond\n\nwith fish', optionCount: 2, metadata }
    expect(readCardText(text, t)).toEqual({ title: 'A pond', tags: [] })
  })
})
