import { describe, expect, test } from 'vitest'
import { MetadataMalformedError } from '../errors/proposalErrors.ts'
import { appendOptionsLayout } from './appendOptionsLayout.ts'
import type { OptionsLayout } from './optionsLayout.ts'
import { isSecretProposal } from './readProposalCommittee.ts'

const description = 'A garden\n\nipfs://bafkreia'
const layout = { optionCount: 4, voiceCredits: 100, maxWinners: 2, callOptions: [0, 2] }
const committee = `0x${'0a'.repeat(32)}`

describe('appendOptionsLayout', () => {
  test('appends the line that the governor appends', () => {
    expect(appendOptionsLayout({ description, layout })).toBe(
      `${description}\n\n4;100;2;0,2#psephos-options`,
    )
  })

  test('leaves the last part empty without calls', () => {
    expect(appendOptionsLayout({ description: 'x', layout: { ...layout, callOptions: [] } })).toBe(
      'x\n\n4;100;2;#psephos-options',
    )
  })

  test('tells a secret proposal by the committee that its description names', () => {
    const describe = (given: OptionsLayout) => appendOptionsLayout({ description, layout: given })
    expect(isSecretProposal(describe({ ...layout, committee }))).toBe(true)
    expect(isSecretProposal(describe(layout))).toBe(false)
    expect(isSecretProposal(`${describe({ ...layout, committee })} `)).toBe(false)
  })

  test('names the committee of a secret proposal before the marker', () => {
    expect(appendOptionsLayout({ description, layout: { ...layout, committee } })).toBe(
      `${description}\n\n4;100;2;0,2;${committee}#psephos-options`,
    )
  })

  test('takes 16 options of a secret proposal and no more', () => {
    const secret = { ...layout, committee, optionCount: 16 }
    expect(appendOptionsLayout({ description, layout: secret })).toContain('16;100;2;0,2;0x')
    expect(() =>
      appendOptionsLayout({ description, layout: { ...secret, optionCount: 17 } }),
    ).toThrow(MetadataMalformedError)
  })

  test.each([
    { optionCount: 0 },
    { optionCount: 129 },
    { voiceCredits: 0 },
    { voiceCredits: 65_536 },
    { maxWinners: -1 },
    { maxWinners: 5 },
    { callOptions: [4] },
    { committee: `0x${'0'.repeat(64)}` },
    { committee: `0x${'AB'.repeat(32)}` },
    { committee: '0xab' },
    { committee: '' },
  ])('refuses %j', (changes) => {
    expect(() => appendOptionsLayout({ description, layout: { ...layout, ...changes } })).toThrow(
      MetadataMalformedError,
    )
  })
})
