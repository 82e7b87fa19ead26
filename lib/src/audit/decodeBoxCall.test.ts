import { Interface } from 'ethers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SecretBallotBox__factory } from '../generated/index.ts'
import { boxSelectors, decodeSecretCastCall, decodeShareCall } from './decodeBoxCall.ts'

const box = SecretBallotBox__factory.createInterface()
const governor = `0x${'ab'.repeat(20)}`
const of = { governor, proposalId: 7n }
const others = [
  { governor: `0x${'ac'.repeat(20)}`, proposalId: 7n },
  { governor, proposalId: 8n },
]
const uint256 = fc.bigInt({ min: 0n, max: (1n << 256n) - 1n })
const proof = fc.tuple(uint256, uint256, uint256, uint256, uint256, uint256, uint256, uint256)
const words = fc.array(uint256, { maxLength: 34 })
const ballots = fc.array(
  fc.record({
    nullifier: uint256,
    revision: fc.nat(65_535),
    points: words,
    replacedPoints: words,
    proof,
  }),
  { maxLength: 4 },
)

describe('decodeSecretCastCall', () => {
  test('gives back the ballots that were encoded, whatever follows them', () => {
    fc.assert(
      fc.property(ballots, fc.boolean(), (cast, trailing) => {
        const brought = cast.map(({ replacedPoints: _, ...ballot }) => ballot)
        const end = trailing ? 'ab'.repeat(7) : ''
        const many = box.encodeFunctionData('castSecretBallots', [governor, 7n, cast])
        expect(decodeSecretCastCall(many + end, of)).toEqual(brought)
        for (const other of others) expect(decodeSecretCastCall(many, other)).toEqual([])
        const [first] = cast
        if (first === undefined) return
        const one = box.encodeFunctionData('castSecretBallot', [governor, 7n, first])
        expect(decodeSecretCastCall(one + end, of)).toEqual(brought.slice(0, 1))
      }),
      { numRuns: 100 },
    )
  })
})

describe('decodeShareCall', () => {
  test('gives back the share that was encoded', () => {
    fc.assert(
      fc.property(fc.nat(16), words, proof, (position, points, given) => {
        const call = [governor, 7n, position, points, given]
        const data = new Interface(SecretBallotBox__factory.abi).encodeFunctionData(
          'submitShare',
          call,
        )
        expect(decodeShareCall(data, of)).toEqual([{ position, points, proof: given }])
        for (const other of others) expect(decodeShareCall(data, other)).toEqual([])
        expect(decodeSecretCastCall(data, of)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})

describe('both', () => {
  test('give nothing for any other data', () => {
    const hex = fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes).toString('hex'))
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(boxSelectors), '0x'), hex, (selector, rest) => {
        expect(decodeSecretCastCall(selector + rest, of)).toEqual([])
        expect(decodeShareCall(selector + rest, of)).toEqual([])
      }),
      { numRuns: 2_000 },
    )
  })
})
