import { ParamType } from 'ethers'
import { describe, expect, test } from 'vitest'
import { ArgumentUnreadableError, readArgument } from './readArgument.ts'

const read = (type: string, text: string) => readArgument(ParamType.from(type), text)
const problemOf = (type: string, text: string): string => {
  try {
    return `read as ${String(read(type, text))}`
  } catch (error) {
    return error instanceof ArgumentUnreadableError ? error.problem : String(error)
  }
}
const address = `0x${'ab'.repeat(20)}`

describe('readArgument', () => {
  test('reads each type', () => {
    expect(read('address', ` ${address} `)).toBe(address)
    expect(read('bool', 'true')).toBe(true)
    expect(read('bool', 'false')).toBe(false)
    expect(read('string', ' as it is ')).toBe(' as it is ')
    expect(read('bytes', '0x0AfF')).toBe('0x0AfF')
    expect(read('bytes2', '0x0aff')).toBe('0x0aff')
    expect(read('int8', '-128')).toBe(-128n)
    expect(read('uint256', String((1n << 256n) - 1n))).toBe((1n << 256n) - 1n)
    expect(read('uint8', '0xff')).toBe(255n)
  })

  test('reads lists and structs as JSON, their large numbers in quotes', () => {
    expect(read('uint256[]', '[1, "123456789012345678901"]')).toEqual([
      1n,
      123_456_789_012_345_678_901n,
    ])
    expect(read('bool[2]', '[true, false]')).toEqual([true, false])
    const struct = 'tuple(address to, uint96 amount)'
    expect(read(struct, `{"amount": 3, "to": "${address}"}`)).toEqual([address, 3n])
    expect(read(`${struct}[]`, `[["${address}", 3]]`)).toEqual([[address, 3n]])
    expect(read('string[]', '["a"]')).toEqual(['a'])
  })

  test('takes no text for what it is not', () => {
    const wrong: [type: string, text: string, problem: string][] = [
      ['address', '0x12', 'address'],
      ['address', '', 'address'],
      // One letter of the checksum is in the other case.
      ['address', '0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'address'],
      ['bool', 'yes', 'boolean'],
      ['bytes', '0x123', 'bytes'],
      ['bytes4', '0x1234', 'length'],
      ['uint8', '256', 'range'],
      ['uint8', '-1', 'range'],
      ['int8', '128', 'range'],
      ['uint256', '1.5', 'number'],
      ['uint256', '', 'number'],
      ['uint256[]', '[12345678901234567890]', 'number'],
      ['uint256[]', '[1.5]', 'number'],
      ['uint256[]', '1, 2', 'json'],
      ['uint256[]', '{"0": 1}', 'json'],
      ['uint256[]', '[null]', 'json'],
      ['bool[2]', '[true]', 'length'],
      ['tuple(address to)', '{}', 'length'],
      ['tuple(bool a)', '{"a": true, "b": 1}', 'length'],
      ['tuple(bool a)', '[]', 'length'],
      ['tuple(bool a)', '1', 'json'],
    ]
    for (const [type, text, problem] of wrong) {
      expect(problemOf(type, text), `${type} ${text}`).toBe(problem)
    }
  })
})
