import { describe, expect, test } from 'vitest'
import { SNARK_BASE_FIELD } from '../field/snarkBaseField.ts'
import { parseCircuitKey } from './CircuitKey.ts'

const first = (x: number) => [String(x), String(x + 1), '1']
const second = (x: number) => [
  [String(x), String(x + 1)],
  [String(x + 2), String(x + 3)],
  ['1', '0'],
]
const exported = {
  protocol: 'groth16',
  curve: 'bn128',
  nPublic: 1,
  vk_alpha_1: first(1),
  vk_beta_2: second(10),
  vk_gamma_2: second(20),
  vk_delta_2: second(30),
  IC: [first(40), first(50)],
}
const pack = (...coordinates: number[]) =>
  coordinates.map((coordinate) => coordinate.toString(16).padStart(64, '0')).join('')

describe('parseCircuitKey', () => {
  test('reads what snarkjs exports', () => {
    expect(parseCircuitKey(exported)).toEqual({
      alpha: pack(1, 2),
      beta: pack(10, 11, 12, 13),
      gamma: pack(20, 21, 22, 23),
      delta: pack(30, 31, 32, 33),
      inputs: pack(40, 41, 50, 51),
      isDevelopment: false,
    })
  })

  test('keeps that a key is for development', () => {
    expect(parseCircuitKey({ ...exported, development: true }).isDevelopment).toBe(true)
  })

  test.each([
    ['nothing', undefined],
    ['another protocol', { ...exported, protocol: 'plonk' }],
    ['another curve', { ...exported, curve: 'bls12381' }],
    ['a point at infinity', { ...exported, vk_alpha_1: ['0', '1', '0'] }],
    ['a coordinate that is no number', { ...exported, vk_alpha_1: ['0x1', '2', '1'] }],
    [
      'a coordinate beyond the field',
      { ...exported, vk_alpha_1: [`${SNARK_BASE_FIELD}`, '2', '1'] },
    ],
    ['a key without inputs', { ...exported, IC: [first(40)] }],
    ['too many inputs', { ...exported, IC: new Array<unknown>(66).fill(first(40)) }],
  ])('refuses %s', (_, json) => {
    expect(() => parseCircuitKey(json)).toThrow(TypeError)
  })
})
