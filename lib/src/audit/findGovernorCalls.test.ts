import { describe, expect, test } from 'vitest'
import { findGovernorCalls } from './findGovernorCalls.ts'

const governor = `0x${'ab'.repeat(20)}`
const other = `0x${'cd'.repeat(20)}`

describe('findGovernorCalls', () => {
  test('finds calls at any depth in their order, without those that were taken back', () => {
    const trace = {
      to: other,
      input: '0x00',
      calls: [
        {
          to: governor.toUpperCase().replace('0X', '0x'),
          input: '0x01',
          calls: [{ to: governor, input: '0x02' }],
        },
        {
          to: other,
          input: '0x03',
          error: 'execution reverted',
          calls: [{ to: governor, input: '0x04' }],
        },
        { input: '0x05', calls: [{ to: governor, input: '0x06' }] },
      ],
    }
    expect(findGovernorCalls(trace, governor)).toEqual(['0x01', '0x02', '0x06'])
  })

  test.each([null, undefined, 7, 'trace', [], {}, { input: 1 }, { input: '0x', calls: 7 }])(
    'finds none in %j',
    (trace) => {
      expect(findGovernorCalls(trace, governor)).toEqual([])
    },
  )

  test('walks a trace that is nested as deep as memory allows', () => {
    let trace: unknown = { to: governor, input: '0x01' }
    for (let depth = 0; depth < 100_000; depth += 1) trace = { input: '0x', calls: [trace] }
    expect(findGovernorCalls(trace, governor)).toEqual(['0x01'])
  })
})
