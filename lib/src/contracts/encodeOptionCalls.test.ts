import { describe, expect, test } from 'vitest'
import { encodeOptionCalls, type OptionCall } from './encodeOptionCalls.ts'

const target = `0x${'ab'.repeat(20)}`

describe('encodeOptionCalls', () => {
  test('gives the calls in order, each with its option', () => {
    const options = [
      { calls: [{ target, value: 1n }] },
      { calls: [] },
      { calls: [{ target, calldata: '0x01' }] },
    ]
    expect(encodeOptionCalls({ options })).toEqual({
      targets: [target, target],
      values: [1n, 0n],
      calldatas: ['0x', '0x01'],
      callOptions: [0, 2],
      optionCount: 3,
    })
  })

  test.each([
    ['it has 0 options', []],
    ['it has 129 options', Array.from({ length: 129 }, () => ({ calls: [{ target }] }))],
    ['no option has a call', [{ calls: [] }]],
  ])('refuses a proposal when %s', (reason, options) => {
    expect(() => encodeOptionCalls({ options })).toThrow(reason)
  })

  test.each<[string, OptionCall]>([
    ['has no address to go to', { target: '0x12' }],
    ['has no address to go to', { target: 'garden.eth' }],
    ['carries a value that does not fit', { target, value: -1n }],
    ['carries a value that does not fit', { target, value: 1n << 256n }],
    ['has data that are not bytes', { target, calldata: '0x1' }],
    ['has data that are not bytes', { target, calldata: '01' }],
  ])('refuses a call that %s', (reason, call) => {
    const options = [{ calls: [{ target }, call] }]
    expect(() => encodeOptionCalls({ options })).toThrow(`call 1 ${reason}`)
  })
})
