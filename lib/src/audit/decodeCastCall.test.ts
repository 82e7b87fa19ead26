import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PersonhoodGovernor__factory } from '../generated/index.ts'
import { castSelectors, decodeCastCall } from './decodeCastCall.ts'

const governor = PersonhoodGovernor__factory.createInterface()
const uint256 = fc.bigInt({ min: 0n, max: (1n << 256n) - 1n })
const ballots = fc.array(
  fc.record({
    nullifier: uint256,
    revision: fc.nat(65_535),
    words: fc.array(uint256, { minLength: 1, maxLength: 8 }),
    replacedWords: fc.array(uint256, { maxLength: 8 }),
    proof: fc.tuple(uint256, uint256, uint256, uint256, uint256, uint256, uint256, uint256),
  }),
  { maxLength: 6 },
)

describe('decodeCastCall', () => {
  test('gives back the ballots that were encoded, whatever follows them', () => {
    fc.assert(
      fc.property(ballots, uint256, fc.boolean(), (cast, proposalId, trailing) => {
        const brought = cast.map(({ proof, replacedWords: _, ...ballot }) => ({
          ...ballot,
          points: proof,
        }))
        const end = trailing ? 'ab'.repeat(7) : ''
        const many = governor.encodeFunctionData('castBallots', [proposalId, cast])
        expect(decodeCastCall(many + end, proposalId)).toEqual(brought)
        expect(decodeCastCall(many, proposalId ^ 1n)).toEqual([])
        const [first] = cast
        if (first === undefined) return
        const one = governor.encodeFunctionData('castBallot', [proposalId, first])
        expect(decodeCastCall(one + end, proposalId)).toEqual(brought.slice(0, 1))
      }),
      { numRuns: 300 },
    )
  })

  test('gives none for any other data', () => {
    const hex = fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes).toString('hex'))
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(castSelectors), '0x'), hex, (selector, rest) => {
        expect(decodeCastCall(selector + rest, 7n)).toEqual([])
      }),
      { numRuns: 10_000 },
    )
  })

  test('gives none for a call that ends too early, wherever', () => {
    const ballot = {
      nullifier: 1n,
      revision: 0,
      words: [5n],
      replacedWords: [],
      proof: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n],
    }
    const data = governor.encodeFunctionData('castBallots', [7n, [ballot]])
    // Without the length of `replacedWords`, which is not looked at, it is whole.
    for (let end = 10; end < data.length - 64; end += 2) {
      expect(decodeCastCall(data.slice(0, end), 7n)).toEqual([])
    }
  })
})
