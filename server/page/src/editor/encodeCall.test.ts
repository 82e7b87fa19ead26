import type { DraftCall } from '@psephos/lib'
import { Interface } from 'ethers'
import { describe, expect, test } from 'vitest'
import { encodeCall } from './encodeCall.ts'

const to = '0x000000000000000000000000000000000000b001'
const target = '0x000000000000000000000000000000000000c0de'
const abi = 'function mint(address to, uint256 amount)\nfunction deposit() payable'
const problemsOf = (call: DraftCall) =>
  encodeCall(call).problems.map(({ field, problem }) => `${field} ${problem}`)

describe('encodeCall', () => {
  test('pays in the chain’s currency', () => {
    const { call } = encodeCall({ kind: 'payment', to, amount: '1.5' })
    expect(call).toEqual({ target: to, value: 1_500_000_000_000_000_000n, calldata: '0x' })
  })

  test('pays in a token, by its decimals', () => {
    const { call } = encodeCall({ kind: 'token', token: target, decimals: '6', to, amount: '2.5' })
    const erc20 = new Interface(['function transfer(address, uint256)'])
    const calldata = erc20.encodeFunctionData('transfer', [to, 2_500_000n])
    expect(call).toEqual({ target, value: 0n, calldata })
  })

  test('calls a function, and pays it where it can be paid', () => {
    const mint = { kind: 'function', target, abi, amount: '1' } as const
    const { call } = encodeCall({
      ...mint,
      signature: 'mint(address,uint256)',
      arguments: [to, '7'],
    })
    const calldata = new Interface([abi.split('\n')[0] ?? '']).encodeFunctionData('mint', [to, 7n])
    expect(call).toEqual({ target, value: 0n, calldata })
    const deposit = encodeCall({ ...mint, signature: 'deposit()', arguments: [] })
    expect(deposit.call).toEqual({ target, value: 10n ** 18n, calldata: '0xd0e30db0' })
  })

  test('makes any call', () => {
    const { call } = encodeCall({ kind: 'raw', target, amount: '', calldata: ' 0xAB ' })
    expect(call).toEqual({ target, value: 0n, calldata: '0xab' })
    const empty = encodeCall({ kind: 'raw', target, amount: '0', calldata: '' })
    expect(empty.call).toEqual({ target, value: 0n, calldata: '0x' })
  })

  test('says what is wrong, field by field', () => {
    expect(problemsOf({ kind: 'payment', to: '', amount: '' })).toEqual([
      'to addressMissing',
      'amount amountMissing',
    ])
    const zero = `0x${'00'.repeat(20)}`
    expect(problemsOf({ kind: 'payment', to: zero, amount: '0' })).toEqual([
      'to addressZero',
      'amount amountZero',
    ])
    expect(
      problemsOf({ kind: 'token', token: 'dai.eth', decimals: '78', to, amount: '1,5' }),
    ).toEqual(['token addressInvalid', 'decimals decimalsInvalid', 'amount amountInvalid'])
    expect(
      problemsOf({ kind: 'token', token: target, decimals: '2', to, amount: '0.001' }),
    ).toEqual(['amount amountFine'])
    expect(
      problemsOf({ kind: 'raw', target, amount: `1${'0'.repeat(70)}`, calldata: '0x1' }),
    ).toEqual(['calldata calldataInvalid', 'amount amountLarge'])
  })

  test('says what is wrong with a function', () => {
    const call = {
      kind: 'function' as const,
      target,
      signature: '',
      arguments: [],
      amount: '',
    }
    expect(problemsOf({ ...call, abi: '' })).toEqual(['abi abiMissing'])
    expect(problemsOf({ ...call, abi: 'what' })).toEqual(['abi abiUnreadable'])
    expect(problemsOf({ ...call, abi: 'function a() view' })).toEqual(['abi abiWithoutFunctions'])
    expect(problemsOf({ ...call, abi })).toEqual(['signature functionMissing'])
    const signature = 'mint(address,uint256)'
    expect(problemsOf({ ...call, abi, signature, arguments: ['x', '-1'] })).toEqual([
      'arguments.0 argumentAddress',
      'arguments.1 argumentRange',
    ])
  })
})
