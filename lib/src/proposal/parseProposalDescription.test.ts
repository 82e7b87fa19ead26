import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MetadataMalformedError } from '../errors/proposalErrors.ts'
import { appendOptionsLayout } from './appendOptionsLayout.ts'
import { createProposalDescription } from './createProposalDescription.ts'
import { parseProposalDescription } from './parseProposalDescription.ts'

const title = 'A garden'
const cid = 'bafkreihpadr6vanll6bgvmzqe5mr2tpykz6cjzzbxrq3gnehq4g3bcgsuu'
const description = createProposalDescription({ title, cid })
const layout = { optionCount: 4, voiceCredits: 100, maxWinners: 2, callOptions: [0, 2] }

const layoutOf = (mostOptions: number) =>
  fc.integer({ min: 1, max: mostOptions }).chain((optionCount) =>
    fc.record({
      optionCount: fc.constant(optionCount),
      voiceCredits: fc.integer({ min: 1, max: 65_535 }),
      maxWinners: fc.integer({ min: 0, max: optionCount }),
      callOptions: fc.array(fc.integer({ min: 0, max: optionCount - 1 })),
    }),
  )
const anyLayout = layoutOf(128)

const committee = `0x${'0a'.repeat(32)}`
const anySecretLayout = layoutOf(16).map((some) => ({ ...some, committee }))

describe('parseProposalDescription', () => {
  test('finds title and CID of an ordinary proposal', () => {
    expect(parseProposalDescription(description)).toEqual({ title, cid, layout: null })
  })

  test('finds every layout that is appended', () => {
    fc.assert(
      fc.property(fc.oneof(anyLayout, anySecretLayout), (some) => {
        const described = appendOptionsLayout({ description, layout: some })
        expect(parseProposalDescription(described)).toEqual({ title, cid, layout: some })
      }),
    )
  })

  test("allows OpenZeppelin's suffix that reserves a proposal for its proposer", () => {
    const reserved = `${description}#proposer=0x${'aB'.repeat(20)}`
    expect(parseProposalDescription(reserved)).toEqual({ title, cid, layout: null })
    expect(
      parseProposalDescription(appendOptionsLayout({ description: reserved, layout })),
    ).toEqual({ title, cid, layout })
  })

  test.each([
    '',
    'A garden',
    `A\nB\n\nipfs://${cid}`,
    `A garden\nipfs://${cid}`,
    `A garden\n\nhttps://${cid}`,
    `${description} and more`,
    `${description}#psephos-options`,
    `${description}\n\n04;100;2;#psephos-options`,
    `${description}\n\n4;100;2;0,#psephos-options`,
    `${description}\n\n4;100;2;,#psephos-options`,
    `${description}\n\n4;100;2;9#psephos-options`,
    `${description}\n\n4;100;2;0,2;#psephos-options`,
    `${description}\n\n4;100;2;0,2;0x0a#psephos-options`,
    `${description}\n\n4;100;2;0,2;0x${'0'.repeat(64)}#psephos-options`,
    `${description}\n\n4;100;2;0,2;0x${'0A'.repeat(32)}#psephos-options`,
    `${description}\n\n4;100;2;0,2;${committee};${committee}#psephos-options`,
    `${description}\n\n17;100;2;0,2;${committee}#psephos-options`,
    `${description}\n\n4;100;2;0,2#psephos-options\n\n4;100;2;0,2#psephos-options`,
  ])('refuses %j', (other) => {
    expect(() => parseProposalDescription(other)).toThrow(MetadataMalformedError)
  })
})
