import { describe, expect, test } from 'vitest'
import { findFunction, readFunctions } from './readFunctions.ts'

const abi = [
  { type: 'event', name: 'Minted', inputs: [] },
  { type: 'function', name: 'balance', stateMutability: 'view', inputs: [], outputs: [] },
  {
    type: 'function',
    name: 'mint',
    stateMutability: 'payable',
    inputs: [{ name: 'to', type: 'address' }],
    outputs: [],
  },
]
const listNames = (text: string) => {
  const pasted = readFunctions(text)
  return pasted.kind === 'functions'
    ? pasted.functions.map((each) => each.format('sighash'))
    : pasted.kind
}

describe('readFunctions', () => {
  test('reads an ABI, what a compiler wrote, one entry, and signatures', () => {
    const whole = JSON.stringify(abi)
    for (const text of [
      whole,
      JSON.stringify({ contractName: 'X', abi }),
      JSON.stringify(abi[2]),
      'function mint(address to) payable',
      'mint(address)',
    ]) {
      expect(listNames(text)).toEqual(['mint(address)'])
    }
  })

  test('leaves out what changes nothing, and what stands there twice', () => {
    expect(listNames('function a() view\nfunction b(uint n);c(bytes);c(bytes)')).toEqual([
      'b(uint256)',
      'c(bytes)',
    ])
    expect(listNames('function a() view returns (uint256)')).toBe('none')
    expect(listNames('event E()')).toBe('none')
  })

  test('says what it cannot read', () => {
    expect(listNames(' ')).toBe('empty')
    for (const text of ['hello', '{', '[{"type":"function"}]', 'mint(adress)', '[1]', '{"a":1}']) {
      expect(listNames(text)).toBe('unreadable')
    }
  })

  test('finds a function by its signature', () => {
    expect(findFunction('a(uint)\na(bool)', 'a(bool)')?.name).toBe('a')
    expect(findFunction('a(uint)', 'a(bool)')).toBeNull()
    expect(findFunction('', 'a(bool)')).toBeNull()
  })
})
