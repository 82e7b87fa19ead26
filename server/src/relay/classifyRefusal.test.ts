import { makeError } from 'ethers'
import { describe, expect, test } from 'vitest'
import { classifyRefusal } from './classifyRefusal.ts'

const say = (message: string) =>
  makeError('could not coalesce error', 'UNKNOWN_ERROR', { error: { code: -32_000, message } })

describe('classifyRefusal', () => {
  test.each([
    ['already known', 'KNOWN'],
    ['transaction already imported', 'KNOWN'],
    ['nonce too low: next nonce 8, tx nonce 7', 'NONCE_TAKEN'],
    ['insufficient funds for gas * price + value', 'FUNDS'],
    ['replacement transaction underpriced', 'UNDERPRICED'],
    ['max fee per gas less than block base fee', 'UNDERPRICED'],
    ['exceeds block gas limit', 'UNFIT'],
    ['intrinsic gas too low', 'UNFIT'],
    ['oversized data', 'UNFIT'],
    ['header not found', null],
  ])('reads "%s" as %s', (message, refusal) => {
    expect(classifyRefusal(say(message))).toBe(refusal)
  })

  test('knows the names that ethers gives', () => {
    const transaction = { to: null, data: '0x' }
    const details = { transaction, info: {} } as never
    expect(classifyRefusal(makeError('', 'NONCE_EXPIRED', details))).toBe('NONCE_TAKEN')
    expect(classifyRefusal(makeError('', 'INSUFFICIENT_FUNDS', details))).toBe('FUNDS')
    expect(classifyRefusal(makeError('', 'REPLACEMENT_UNDERPRICED', details))).toBe('UNDERPRICED')
  })

  test('learns nothing from a node that does not answer', () => {
    const refused = Object.assign(new Error('already known'), { code: 'ECONNREFUSED' })
    expect(classifyRefusal(refused)).toBeNull()
  })
})
