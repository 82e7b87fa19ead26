import type { DraftCall, OptionCall } from '@psephos/lib'
import { type FunctionFragment, Interface, isError, ZeroAddress } from 'ethers'
import { isAddressText } from './isAddressText.ts'
import { readAmount } from './readAmount.ts'
import { type Argument, ArgumentUnreadableError, readArgument } from './readArgument.ts'
import { findFunction, readFunctions } from './readFunctions.ts'

/** What is wrong with a field of a call; a key of the sentences under `problems`. */
export type CallProblem = { field: string; problem: CallProblemKind }

/** A kind of it. */
export type CallProblemKind =
  | 'addressInvalid'
  | 'addressMissing'
  | 'addressZero'
  | 'amountFine'
  | 'amountInvalid'
  | 'amountLarge'
  | 'amountMissing'
  | 'amountZero'
  | 'decimalsInvalid'
  | 'abiMissing'
  | 'abiUnreadable'
  | 'abiWithoutFunctions'
  | 'functionMissing'
  | 'argumentAddress'
  | 'argumentBoolean'
  | 'argumentBytes'
  | 'argumentJson'
  | 'argumentLength'
  | 'argumentNumber'
  | 'argumentRange'
  | 'calldataInvalid'

/** A call as the governor takes it, or what is wrong with it. */
export type EncodedCall =
  | { call: Required<OptionCall>; problems: [] }
  | { call: null; problems: CallProblem[] }

const erc20 = new Interface(['function transfer(address to, uint256 amount)'])
const NATIVE_DECIMALS = 18

const argumentProblems = {
  address: 'argumentAddress',
  boolean: 'argumentBoolean',
  bytes: 'argumentBytes',
  json: 'argumentJson',
  length: 'argumentLength',
  number: 'argumentNumber',
  range: 'argumentRange',
} as const satisfies Record<ArgumentUnreadableError['problem'], CallProblemKind>

/** Returns a call that was typed, or everything that is wrong with it. */
export function encodeCall(typed: DraftCall): EncodedCall {
  const problems: CallProblem[] = []
  const note = (field: string, problem: CallProblemKind) => problems.push({ field, problem })
  const call = encode(typed, note)
  return problems.length > 0 ? { call: null, problems } : { call, problems: [] }
}

type Note = (field: string, problem: CallProblemKind) => void

function encode(typed: DraftCall, note: Note): Required<OptionCall> {
  switch (typed.kind) {
    case 'payment': {
      const target = takeAddress('to', typed.to, note)
      const value = takeAmount('amount', typed.amount, NATIVE_DECIMALS, note)
      return { target, value, calldata: '0x' }
    }
    case 'token': {
      const target = takeAddress('token', typed.token, note)
      const to = takeAddress('to', typed.to, note)
      const decimals = takeDecimals(typed.decimals, note)
      const amount = takeAmount('amount', typed.amount, decimals, note)
      return { target, value: 0n, calldata: erc20.encodeFunctionData('transfer', [to, amount]) }
    }
    case 'function': {
      const target = takeAddress('target', typed.target, note)
      const fragment = takeFunction(typed, note)
      if (fragment === null) return { target, value: 0n, calldata: '0x' }
      const value = fragment.payable ? takeOptionalAmount(typed.amount, note) : 0n
      return { target, value, calldata: encodeFunction(fragment, typed.arguments, note) }
    }
    case 'raw': {
      const target = takeAddress('target', typed.target, note)
      const calldata = typed.calldata.trim() === '' ? '0x' : typed.calldata.trim().toLowerCase()
      if (!/^0x([0-9a-f]{2})*$/.test(calldata)) note('calldata', 'calldataInvalid')
      return { target, value: takeOptionalAmount(typed.amount, note), calldata }
    }
  }
}

function takeAddress(field: string, text: string, note: Note): string {
  const address = text.trim()
  if (address === '') note(field, 'addressMissing')
  else if (!isAddressText(address)) note(field, 'addressInvalid')
  else if (address === ZeroAddress) note(field, 'addressZero')
  else return address.toLowerCase()
  return ZeroAddress
}

/** An amount that is the point of the call. */
function takeAmount(field: string, text: string, decimals: number, note: Note): bigint {
  if (text.trim() === '') {
    note(field, 'amountMissing')
    return 0n
  }
  const amount = takeAnyAmount(field, text, decimals, note)
  if (amount === 0n) note(field, 'amountZero')
  return amount ?? 0n
}

/** An amount that may be left out. */
function takeOptionalAmount(text: string, note: Note): bigint {
  return text.trim() === '' ? 0n : (takeAnyAmount('amount', text, NATIVE_DECIMALS, note) ?? 0n)
}

function takeAnyAmount(field: string, text: string, decimals: number, note: Note): bigint | null {
  const amount = readAmount(text, decimals)
  if (typeof amount === 'bigint') return amount
  const problems = { form: 'amountInvalid', fine: 'amountFine', large: 'amountLarge' } as const
  note(field, problems[amount])
  return null
}

/** ERC-20 counts them in a byte. */
function takeDecimals(text: string, note: Note): number {
  const isNumber = /^\d{1,3}$/.test(text.trim()) && Number(text) <= 77
  if (!isNumber) note('decimals', 'decimalsInvalid')
  return isNumber ? Number(text) : NATIVE_DECIMALS
}

function takeFunction(
  { abi, signature }: Extract<DraftCall, { kind: 'function' }>,
  note: Note,
): FunctionFragment | null {
  const pasted = readFunctions(abi)
  if (pasted.kind === 'empty') note('abi', 'abiMissing')
  else if (pasted.kind === 'unreadable') note('abi', 'abiUnreadable')
  else if (pasted.kind === 'none') note('abi', 'abiWithoutFunctions')
  else {
    const fragment = findFunction(abi, signature)
    if (fragment === null) note('signature', 'functionMissing')
    return fragment
  }
  return null
}

function encodeFunction(fragment: FunctionFragment, texts: readonly string[], note: Note): string {
  let isComplete = true
  const values = fragment.inputs.map((input, index): Argument => {
    try {
      return readArgument(input, texts[index] ?? '')
    } catch (error) {
      if (!(error instanceof ArgumentUnreadableError)) throw error
      note(`arguments.${index}`, argumentProblems[error.problem])
      isComplete = false
      return ''
    }
  })
  if (!isComplete) return '0x'
  try {
    return new Interface([fragment]).encodeFunctionData(fragment, values)
  } catch (error) {
    // What ethers alone finds wrong, such as text that is no Unicode.
    if (!isError(error, 'INVALID_ARGUMENT')) throw error
    note('signature', 'functionMissing')
    return '0x'
  }
}
