import {
  ChainRevertedError,
  PersonAlreadyEnrolledError,
  PersonhoodGroup__factory,
} from '@psephos/lib'
import { makeError } from 'ethers'
import { describe, expect, test } from 'vitest'
import { nameChainFailure } from './nameChainFailure.ts'

const call = { action: 'call', reason: null, invocation: null, revert: null } as const
const transaction = { to: null, data: '0x' }

describe('nameChainFailure', () => {
  test('leaves what has a name', () => {
    const error = new PersonAlreadyEnrolledError()
    expect(nameChainFailure(error, 1)).toBe(error)
    const mistake = new TypeError('x is undefined')
    expect(nameChainFailure(mistake, 1)).toBe(mistake)
  })

  test("decodes a contract's refusal", () => {
    const data = PersonhoodGroup__factory.createInterface().encodeErrorResult(
      'GroupPersonAlreadyEnrolled',
      [1n, 2n],
    )
    const error = makeError('reverted', 'CALL_EXCEPTION', { ...call, data, transaction })
    expect(nameChainFailure(error, 1)).toBeInstanceOf(PersonAlreadyEnrolledError)
  })

  test('knows a contract that gives no reason', () => {
    const error = makeError('reverted', 'CALL_EXCEPTION', { ...call, data: '0x', transaction })
    expect(nameChainFailure(error, 1)).toBeInstanceOf(ChainRevertedError)
  })

  test('believes no contract that names an error and gives no arguments of it', () => {
    const { selector = '' } =
      PersonhoodGroup__factory.createInterface().getError('GroupPersonAlreadyEnrolled') ?? {}
    for (const data of [selector, `${selector}00`, '0x08c379a0', `0x08c379a0${'ff'.repeat(64)}`]) {
      const error = makeError('reverted', 'CALL_EXCEPTION', { ...call, data, transaction })
      expect(nameChainFailure(error, 1)).toBeInstanceOf(ChainRevertedError)
    }
  })

  test.each([
    ['a busy node', makeError('x', 'CALL_EXCEPTION', { ...call, data: null, transaction })],
    ['a node that refuses', makeError('could not coalesce error', 'UNKNOWN_ERROR')],
    ['no node', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a node out of reach', Object.assign(new Error('connect'), { code: 'ENOTFOUND' })],
  ])('does not take %s for a contract that refuses', (_case, error) => {
    expect(nameChainFailure(error, 137)).toMatchObject({
      code: 'CHAIN_UNAVAILABLE',
      details: { chainId: 137 },
      cause: error,
    })
  })
})
