import type { ParamType } from 'ethers'
import { isAddressText } from './isAddressText.ts'

/** An argument of a call, as ethers encodes it. */
export type Argument = string | bigint | boolean | Argument[]

/** Why a text is no argument of its type. */
export type ArgumentProblem =
  | 'address'
  | 'boolean'
  | 'bytes'
  | 'json'
  | 'length'
  | 'number'
  | 'range'

/** A text that is no argument of its type. */
export class ArgumentUnreadableError extends Error {
  override readonly name = 'ArgumentUnreadableError'
  readonly problem: ArgumentProblem

  constructor(problem: ArgumentProblem) {
    super(`The argument is not readable: ${problem}.`)
    this.problem = problem
  }
}

/**
 * Returns what a text means as an argument: addresses, numbers, `true` and `false`, bytes in hex and text
 * as they are, arrays and structs as JSON arrays (structs as JSON objects too), in which large numbers
 * stand in quotes.
 * @throws {@link ArgumentUnreadableError}
 */
export function readArgument(type: ParamType, text: string): Argument {
  // Text is taken as it is, spaces too.
  if (type.baseType === 'string') return text
  const trimmed = text.trim()
  if (!type.isArray() && !type.isTuple()) return readScalar(type, trimmed)
  let value: unknown
  try {
    value = JSON.parse(trimmed)
  } catch {
    throw new ArgumentUnreadableError('json')
  }
  return readValue(type, value)
}

function readValue(type: ParamType, value: unknown): Argument {
  if (type.isArray()) {
    if (!Array.isArray(value)) throw new ArgumentUnreadableError('json')
    if (type.arrayLength !== -1 && value.length !== type.arrayLength) {
      throw new ArgumentUnreadableError('length')
    }
    return value.map((each) => readValue(type.arrayChildren, each))
  }
  if (type.isTuple()) {
    const values = listMembers(type.components, value)
    return type.components.map((component, index) => readValue(component, values[index]))
  }
  if (typeof value === 'boolean') return readScalar(type, String(value))
  if (typeof value === 'number') {
    // What a double cannot hold was already another number here.
    if (!Number.isSafeInteger(value)) throw new ArgumentUnreadableError('number')
    return readScalar(type, String(value))
  }
  if (typeof value !== 'string') throw new ArgumentUnreadableError('json')
  return readScalar(type, value)
}

function listMembers(components: readonly ParamType[], value: unknown): unknown[] {
  if (Array.isArray(value)) {
    if (value.length !== components.length) throw new ArgumentUnreadableError('length')
    return value
  }
  if (typeof value !== 'object' || value === null) throw new ArgumentUnreadableError('json')
  const members = new Map<string, unknown>(Object.entries(value))
  const hasAll = components.every(({ name }) => members.has(name))
  if (!hasAll || members.size !== components.length) throw new ArgumentUnreadableError('length')
  return components.map(({ name }) => members.get(name))
}

function readScalar({ type }: ParamType, text: string): Argument {
  if (type === 'string') return text
  if (type === 'address') {
    if (!isAddressText(text)) throw new ArgumentUnreadableError('address')
    return text
  }
  if (type === 'bool') {
    if (text !== 'true' && text !== 'false') throw new ArgumentUnreadableError('boolean')
    return text === 'true'
  }
  const [, prefix, size] = /^(bytes|uint|int)(\d*)$/.exec(type) ?? []
  return prefix === 'bytes'
    ? readBytes(text, size === '' ? null : Number(size))
    : readNumber(text, prefix === 'int', Number(size))
}

function readBytes(text: string, length: number | null): string {
  if (!/^0x([0-9a-fA-F]{2})*$/.test(text)) throw new ArgumentUnreadableError('bytes')
  if (length !== null && text.length !== 2 + 2 * length) throw new ArgumentUnreadableError('length')
  return text
}

function readNumber(text: string, isSigned: boolean, bits: number): bigint {
  if (!/^(-?\d{1,80}|0x[0-9a-fA-F]{1,64})$/.test(text)) throw new ArgumentUnreadableError('number')
  const value = BigInt(text)
  const [least, most] = isSigned
    ? [-(1n << BigInt(bits - 1)), (1n << BigInt(bits - 1)) - 1n]
    : [0n, (1n << BigInt(bits)) - 1n]
  if (value < least || value > most) throw new ArgumentUnreadableError('range')
  return value
}
