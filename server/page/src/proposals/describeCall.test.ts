import { TimelockController__factory } from '@psephos/lib'
import { createInstance } from 'i18next'
import { describe, expect, test } from 'vitest'
import { createFormat } from '../format/createFormat.ts'
import calls from '../locales/en/calls.json'
import common from '../locales/en/common.json'
import proposal from '../locales/en/proposal.json'
import { describeCall } from './describeCall.ts'

const i18n = createInstance()
await i18n.init({ lng: 'en', resources: { en: { calls, common, proposal } } })
i18n.services.formatter?.add('number', (value: number | bigint) => value.toLocaleString('en'))

const address = (digits: string) => `0x${digits.padStart(40, '0')}`
const space = {
  chainId: 1,
  governor: address('aa'),
  timelock: address('bb'),
  issuer: address('cc'),
}
const timelock = TimelockController__factory.createInterface()

function describeIt(target: string, calldata: string, value = 0n) {
  return describeCall({
    call: { option: 0, target, calldata, value },
    space,
    t: i18n.getFixedT('en', 'calls'),
    tProposal: i18n.getFixedT('en', 'proposal'),
    format: createFormat({ locale: 'en', t: i18n.getFixedT('en', 'common') }),
    locale: 'en',
  })
}
const word = (value: bigint) => value.toString(16).padStart(64, '0')

describe('describeCall', () => {
  test('says who is paid what', () => {
    expect(describeIt(address('1'), '0x', 10n ** 18n)).toMatchObject({
      sentence: 'pays 1 ETH to',
      address: address('1'),
      facts: [],
      warning: null,
    })
  })

  test('names the token, the receiver and the raw amount, and what is paid besides', () => {
    const calldata = `0xa9059cbb${word(2n)}${word(1_500_000n)}`
    const { sentence, facts, note } = describeIt(address('1'), calldata, 1n)
    expect(sentence).toBe('transfers tokens')
    expect(facts).toEqual([
      { name: 'To', values: [address('2')], isCode: true },
      { name: 'Amount or number', values: ['1,500,000'], isCode: false },
      { name: 'Token', values: [address('1')], isCode: true },
      { name: 'Pays', values: ['0.000000000000000001 ETH'], isCode: false },
    ])
    expect(note).toContain('smallest unit')
  })

  test('warns of an allowance without end', () => {
    const most = (1n << 256n) - 1n
    const unlimited = describeIt(address('1'), `0x095ea7b3${word(2n)}${word(most)}`)
    expect(unlimited.warning).not.toBeNull()
    expect(unlimited.facts[1]).toMatchObject({ values: ['any amount'] })
    expect(describeIt(address('1'), `0x095ea7b3${word(2n)}${word(9n)}`).warning).toBeNull()
  })

  test('puts the DAO’s own rules into words', () => {
    const delay = timelock.encodeFunctionData('updateDelay', [172_800n])
    expect(describeIt(space.timelock, delay).sentence).toBe(
      'sets the waiting time before something runs to 2 days',
    )
    const quorum = describeIt(space.governor, `0x06f3f9e6${word(1_250n)}`)
    expect(quorum.sentence).toBe('sets the turnout that is needed to 12.5%')
  })

  test('warns of every role on the treasury', () => {
    const role = describeIt(space.timelock, `0x2f2ff15d${word(0n)}${word(2n)}`)
    expect(role.facts[0]?.values[0]).toContain('administrator')
    expect(role.warning).not.toBeNull()
  })

  test('shows what it cannot read raw, with a warning', () => {
    const { facts, warning } = describeIt(address('1'), '0x12345678', 5n)
    expect(facts.map(({ name }) => name)).toEqual(['To', 'Pays', 'Data'])
    expect(facts[2]?.values).toEqual(['0x12345678'])
    expect(warning).not.toBeNull()
  })
})
