import { bytesToHex } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PsephosError } from '../errors/PsephosError.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { provenBallot, provenElection, provenElections } from '../testing/provenBallots.ts'
import { type WireBallot, wireBallot } from '../wire/ballot.ts'
import { decodeBallot } from './decodeBallot.ts'
import { encodeBallot } from './encodeBallot.ts'
import { toWireBallot } from './toWireBallot.ts'
import { verifyBallot } from './verifyBallot.ts'
import { type BallotVerdict, verifyBallots } from './verifyBallots.ts'

const { rules } = provenElection

const toCode = (verdict: BallotVerdict): string => (verdict.valid ? 'valid' : verdict.error.code)

function withProof(ballot: WireBallot, changes: Partial<WireBallot['proof']>): WireBallot {
  return { ...ballot, proof: { ...ballot.proof, ...changes } }
}

describe('verifyBallots', () => {
  test('returns what counts of each, in order', async () => {
    for (const election of provenElections.slice(1)) {
      const verdicts = await verifyBallots({ ...election.rules, ballots: election.ballots })
      expect(verdicts).toEqual(
        election.ballots.map(({ votes, proof: { nullifier } }) => ({
          valid: true,
          ballot: { nullifier, revision: 0, votes, words: encodeBallot({ votes }) },
        })),
      )
    }
  }, 60_000)

  test('returns for each the error that it would have alone, in order', async () => {
    const changed: WireBallot[] = [
      provenBallot(0),
      { ...provenBallot(1), votes: [0, 0, 0] },
      { ...provenBallot(2), votes: [0.5, 0, 0, 0] },
      { ...provenBallot(3), votes: [30, 0, 0, 0] },
      { ...provenBallot(4), revision: 65_536 },
      withProof(provenBallot(5), { scope: rules.scope + 1n }),
      provenBallot(6),
      withProof(provenBallot(7), { merkleTreeRoot: 1n }),
      withProof(provenBallot(8), { merkleTreeDepth: 32 }),
      { ...provenBallot(9), revision: 1 },
      withProof(provenBallot(10), { nullifier: SNARK_SCALAR_FIELD }),
      withProof(provenBallot(11), { nullifier: 1n }),
      withProof(provenBallot(12), { points: provenBallot(13).proof.points }),
      provenBallot(0),
    ]
    const verdicts = await verifyBallots({ ...rules, ballots: changed })
    expect(verdicts.map(toCode)).toEqual([
      'valid',
      'BALLOT_MALFORMED',
      'VOTES_OUT_OF_RANGE',
      'VOICE_CREDITS_EXCEEDED',
      'BALLOT_MALFORMED',
      'BALLOT_SCOPE_MISMATCH',
      'valid',
      'BALLOT_SNAPSHOT_MISMATCH',
      'BALLOT_SNAPSHOT_MISMATCH',
      'BALLOT_MESSAGE_MISMATCH',
      'FIELD_ELEMENT_OUT_OF_RANGE',
      'BALLOT_PROOF_INVALID',
      'BALLOT_PROOF_INVALID',
      'valid',
    ])
    for (const [index, ballot] of changed.entries()) {
      const alone = await verifyBallot({ ...rules, ballot }).then(
        () => 'valid',
        ({ code }: PsephosError) => code,
      )
      expect(alone).toBe(verdicts.map(toCode)[index])
    }
  })

  test('says the first of several things that are wrong, as verifyBallot does', async () => {
    const wrong = withProof(
      { ...provenBallot(0), votes: [30, 0, 0] },
      { scope: 1n, merkleTreeRoot: 1n, nullifier: SNARK_SCALAR_FIELD },
    )
    const inOrder = [
      wrong,
      { ...wrong, votes: [30, 0, 0, 0] },
      { ...wrong, votes: [3, 0, 0, 0] },
      withProof({ ...wrong, votes: [3, 0, 0, 0] }, { scope: rules.scope }),
    ]
    const verdicts = await verifyBallots({ ...rules, ballots: inOrder })
    expect(verdicts.map(toCode)).toEqual([
      'BALLOT_MALFORMED',
      'VOICE_CREDITS_EXCEEDED',
      'BALLOT_SCOPE_MISMATCH',
      'BALLOT_SNAPSHOT_MISMATCH',
    ])
  })

  test('says of nothing nothing', async () => {
    expect(await verifyBallots({ ...rules, ballots: [] })).toEqual([])
  })

  test('takes no ballot for an empty group, whose root a forged path can have', async () => {
    const forged = withProof(provenBallot(0), { merkleTreeRoot: 0n })
    const electorate = { root: 0n, size: 0, proofDepth: 20 }
    const verdicts = await verifyBallots({ ...rules, electorate, ballots: [forged] })
    expect(verdicts.map(toCode)).toEqual(['NOT_A_MEMBER'])
  })

  test('says how far it is, and ends when it is aborted', async () => {
    const ballots = [...provenElection.ballots.slice(0, 20), { ...provenBallot(20), votes: [1] }]
    const progress: unknown[] = []
    await verifyBallots({ ...rules, ballots, onProgress: (each) => progress.push(each) })
    expect(progress).toEqual([17, 21].map((done) => ({ done, total: 21 })))
    const signal = AbortSignal.abort(new Error('No longer wanted.'))
    await expect(verifyBallots({ ...rules, ballots, signal })).rejects.toThrow('No longer wanted.')
  })
})

const anyNumber = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(-32_769, -32_768, 32_767, 32_768, 65_535, 65_536, 2 ** 53),
)
const anyUint = fc.oneof(
  fc.bigInt({ min: -(2n ** 256n), max: 2n ** 257n }),
  fc.constantFrom(0n, 1n, -1n, SNARK_SCALAR_FIELD - 1n, SNARK_SCALAR_FIELD, 2n ** 256n),
)

/** One change to a ballot, or none. Few leave the pairing to decide, which takes milliseconds. */
const nearlyValid: fc.Arbitrary<{ ballot: WireBallot; original: WireBallot }> = fc
  .tuple(
    fc.integer({ min: 0, max: 255 }),
    fc.oneof<fc.WeightedArbitrary<(ballot: WireBallot) => WireBallot>[]>(
      { weight: 30, arbitrary: anyNumber.map((revision) => (b) => ({ ...b, revision })) },
      {
        weight: 30,
        arbitrary: fc
          .tuple(fc.integer({ min: 0, max: 3 }), anyNumber)
          .map(([option, vote]) => (b) => ({ ...b, votes: b.votes.with(option, vote) })),
      },
      {
        weight: 30,
        arbitrary: fc.array(anyNumber, { maxLength: 130 }).map((votes) => (b) => ({ ...b, votes })),
      },
      {
        weight: 60,
        arbitrary: fc.tuple(fc.constantFrom('scope', 'merkleTreeRoot', 'message'), anyUint).map(
          ([field, value]) =>
            (b) =>
              withProof(b, { [field]: value }),
        ),
      },
      {
        weight: 20,
        arbitrary: anyNumber.map((merkleTreeDepth) => (b) => withProof(b, { merkleTreeDepth })),
      },
      {
        weight: 60,
        arbitrary: fc.tuple(fc.integer({ min: 0, max: 7 }), anyUint).map(
          ([index, value]) =>
            (b) =>
              withProof(b, { points: replace(b.proof.points, index, value) }),
        ),
      },
      {
        weight: 20,
        arbitrary: fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 255 })).map(
          ([index, bit]) =>
            (b) =>
              withProof(b, {
                points: replace(
                  b.proof.points,
                  index,
                  (b.proof.points[index] ?? 0n) ^ (1n << BigInt(bit)),
                ),
              }),
        ),
      },
      { weight: 1, arbitrary: anyUint.map((nullifier) => (b) => withProof(b, { nullifier })) },
      { weight: 1, arbitrary: fc.constant((b) => b) },
    ),
  )
  .map(([person, change]) => {
    const original = provenBallot(person)
    return { original, ballot: change(provenBallot(person)) }
  })

function replace(
  points: WireBallot['proof']['points'],
  index: number,
  value: bigint,
): WireBallot['proof']['points'] {
  const changed: WireBallot['proof']['points'] = [...points]
  changed[index] = value
  return changed
}

/** JSON of every kind, near-valid ballots as they travel among it. */
const anyJson = fc.oneof(
  fc.jsonValue(),
  fc.record({ revision: fc.jsonValue(), votes: fc.jsonValue(), proof: fc.jsonValue() }),
  fc
    .tuple(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom('revision', 'votes', 'proof', 'other'),
      fc.jsonValue(),
    )
    .map(([person, field, value]) => ({ ...toWireBallot(provenBallot(person)), [field]: value })),
  fc
    .tuple(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom('merkleTreeDepth', 'nullifier', 'scope', 'message', 'points', 'other'),
      fc.oneof(fc.jsonValue(), fc.stringMatching(/^-?[0-9]{1,80}$/)),
    )
    .map(([person, field, value]) => {
      const ballot = toWireBallot(provenBallot(person))
      return { ...ballot, proof: { ...ballot.proof, [field]: value } }
    }),
)

const toJson = (ballot: WireBallot): string => JSON.stringify(toWireBallot(ballot))

describe('whatever arrives', () => {
  test('as a nearly valid ballot is refused with an error of ours, or was not changed', async () => {
    const property = fc.asyncProperty(
      fc.array(nearlyValid, { minLength: 100, maxLength: 100 }),
      async (given) => {
        const ballots = given.map(({ ballot }) => ballot)
        const verdicts = await verifyBallots({ ...rules, ballots })
        expect(verdicts).toHaveLength(given.length)
        for (const [index, verdict] of verdicts.entries()) {
          const { ballot, original } = given[index] ?? expect.unreachable()
          // As it travels: there a revision of −0 is one of 0.
          if (verdict.valid) expect(toJson(ballot)).toBe(toJson(original))
          else expect(verdict.error).toBeInstanceOf(PsephosError)
        }
      },
    )
    await fc.assert(property, { numRuns: 100, endOnFailure: true })
  }, 120_000)

  test('as JSON is no ballot, or one that is refused or was not changed', async () => {
    const parsed: WireBallot[] = []
    const property = fc.property(anyJson, (json) => {
      const result = wireBallot.safeParse(json)
      if (result.success) parsed.push(result.data)
    })
    fc.assert(property, { numRuns: 10_000 })
    const verdicts = await verifyBallots({ ...rules, ballots: parsed })
    const recorded = provenElection.ballots.map(toJson)
    for (const [index, verdict] of verdicts.entries()) {
      const ballot = parsed[index] ?? expect.unreachable()
      if (verdict.valid) expect(recorded).toContain(toJson(ballot))
    }
  }, 120_000)

  test('as words is refused with an error of ours, or is what its votes encode to', () => {
    const anyWord = fc.oneof(
      anyUint,
      fc.bigInt({ min: 0n, max: 2n ** 64n }),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => BigInt(`0x0${bytesToHex(bytes)}`)),
    )
    const property = fc.property(
      fc.array(anyWord, { maxLength: 9 }),
      fc.oneof(fc.integer({ min: 0, max: 130 }), anyNumber),
      (words, optionCount) => {
        try {
          const votes = decodeBallot({ words, optionCount })
          expect(encodeBallot({ votes })).toEqual(words)
        } catch (error) {
          expect(error).toBeInstanceOf(PsephosError)
        }
      },
    )
    fc.assert(property, { numRuns: 10_000 })
  }, 120_000)
})
