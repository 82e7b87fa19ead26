import { makeError } from 'ethers'
import { describe, expect, test } from 'vitest'
import { toWalletError, WalletFailedError, type WalletFailure } from './walletErrors.ts'

const failureOf = (error: unknown): WalletFailure | null => {
  const mapped = toWalletError(error)
  return mapped instanceof WalletFailedError ? mapped.failure : null
}

describe('toWalletError', () => {
  test('knows the codes that wallets answer with', () => {
    expect(failureOf({ code: 4001, message: 'User rejected' })).toBe('declined')
    expect(failureOf({ code: 4100 })).toBe('locked')
    expect(failureOf({ code: 4902 })).toBe('chainUnknown')
    expect(failureOf({ code: -32002 })).toBe('busy')
  })

  test('finds them below what ethers puts around them', () => {
    expect(failureOf(makeError('no', 'UNKNOWN_ERROR', { error: { code: -32002 } }))).toBe('busy')
    const funds = makeError('poor', 'INSUFFICIENT_FUNDS', { transaction: {} })
    expect(failureOf(funds)).toBe('fundsMissing')
    const info = { action: 'sendTransaction', reason: 'rejected' } as const
    expect(failureOf(makeError('no', 'ACTION_REJECTED', info))).toBe('declined')
  })

  test('leaves every other error as it is', () => {
    const error = new Error('something else')
    expect(toWalletError(error)).toBe(error)
    expect(toWalletError('text')).toBe('text')
  })

  test('keeps the reason of a failure that has one', () => {
    const error = new WalletFailedError('missing')
    expect(toWalletError(error)).toBe(error)
  })
})
