import {
  addEncryptedVotes,
  BallotProofInvalidError,
  boundTotals,
  type CurvePoint,
  combineShares,
  createGroup,
  createIdentity,
  encryptVotes,
  generateDecryptionShare,
  generateSecretBallot,
  optionClass,
  proposalScope,
  secretBallotMessage,
  solveTotals,
  subtractEncryptedVotes,
  toCurvePoint,
  verifyDecryptionShares,
  verifySecretBallots,
  type WireDecryptionShare,
  type WireSecretBallot,
} from '@psephos/lib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deploySecretDao, type SecretDao, toBoxBallot } from './support/deploySecretDao.ts'
import { type Chain, openChain } from './support/openChain.ts'
import { readRevert } from './support/readRevert.ts'
import { stopProving } from './support/stopProving.ts'

const OPTION_COUNT = 3
const VOICE_CREDITS = 100
const limit = { gasLimit: 16_000_000 }

const people = [1, 2, 3].map((seed) =>
  createIdentity({ privateKey: new Uint8Array(32).fill(seed) }),
)
const [alice, bob, carol] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]]

let chain: Chain
let dao: SecretDao
let governor: string
let proposalId: bigint
let rules: Omit<Parameters<typeof verifySecretBallots>[0], 'ballots'>
let ballots: { alice: WireSecretBallot; bob: WireSecretBallot; carol: WireSecretBallot }
let goBack: () => Promise<void>

beforeAll(async () => {
  chain = await openChain()
  dao = await deploySecretDao(chain)
  governor = await dao.governor.getAddress()
  for (const [index, { commitment }] of people.entries()) {
    await dao.enrol(BigInt(index + 1), commitment)
  }
  proposalId = await dao.propose({ optionCount: OPTION_COUNT, committee: dao.committeeId })
  await dao.open(proposalId)
  const { root, size, proofDepth } = await dao.governor.proposalElectorate(proposalId)
  rules = {
    scope: proposalScope({
      chainId: Number((await chain.provider.getNetwork()).chainId),
      governor,
      proposalId,
    }),
    electorate: { root, size: Number(size), proofDepth: Number(proofDepth) },
    optionCount: OPTION_COUNT,
    voiceCredits: VOICE_CREDITS,
    keysHash: dao.committee.keys.keysHashes.get(4) ?? 0n,
    key: dao.circuits.ballot.key,
  }
  ballots = {
    alice: await vote(alice, [3, -4, 0], 0),
    bob: await vote(bob, [-1, 9, 2], 0),
    carol: await vote(carol, [5, 5, 5], 0),
  }
  goBack = await chain.keepState()
})
beforeEach(() => goBack())
afterAll(async () => {
  await stopProving()
  await chain.close()
})

function vote(
  identity: typeof alice,
  votes: readonly number[],
  revision: number,
): Promise<WireSecretBallot> {
  return generateSecretBallot({
    identity,
    group: createGroup({ members: people.map(({ commitment }) => commitment) }),
    votes,
    voiceCredits: VOICE_CREDITS,
    revision,
    scope: rules.scope,
    proofDepth: rules.electorate.proofDepth,
    keys: dao.committee.keys.electionKeys,
    artifacts: dao.circuits.ballot.artifacts,
  })
}

const cast = async (ballot: WireSecretBallot, replaced?: WireSecretBallot) =>
  (
    await dao.box.castSecretBallot(governor, proposalId, toBoxBallot(ballot, replaced), limit)
  ).wait()
const tryCast = (ballot: WireSecretBallot, proposal = proposalId) =>
  readRevert(dao.box.castSecretBallot.staticCall(governor, proposal, toBoxBallot(ballot)))

describe('a secret election', () => {
  test('is decrypted by two of three trustees, and succeeds', async () => {
    expect(
      (await verifySecretBallots({ ballots: Object.values(ballots), ...rules })).map(
        ({ valid }) => valid,
      ),
    ).toEqual([true, true, true])
    const first = [ballots.alice, ballots.bob]
    await (
      await dao.box.castSecretBallots(
        governor,
        proposalId,
        first.map((ballot) => toBoxBallot(ballot)),
        limit,
      )
    ).wait()
    await cast(ballots.carol)
    // Alice thinks again.
    const changed = await vote(alice, [4, 0, -6], 1)
    await cast(changed, ballots.alice)
    const { digest } = await dao.box.secretBallotOf(governor, proposalId, changed.proof.nullifier)
    expect(secretBallotMessage(changed) >> 8n).toBe(BigInt(digest))

    await chain.moveClockTo((await dao.governor.proposalDeadline(proposalId)) + 1n)
    expect(await dao.governor.state(proposalId)).toBe(1n)
    await (await dao.box.close(governor, proposalId)).wait()
    const [voters, , , words] = await dao.box.electionOf(governor, proposalId)
    const points = Array.from({ length: words.length / 2 }, (_, i) =>
      toCurvePoint({ x: words[2 * i] ?? 0n, y: words[2 * i + 1] ?? 0n }),
    )
    const [r, ...c] = points as [CurvePoint, ...CurvePoint[]]
    expect({ r, c }).toEqual(await sumUp(changed))

    // The second trustee is absent.
    const [one, , three] = dao.committee.trustees
    const shares: WireDecryptionShare[] = []
    for (const { position, secretShares } of [one, three].flatMap((each) => each ?? [])) {
      shares.push(
        await generateDecryptionShare({
          position,
          r,
          secretShares,
          optionCount: OPTION_COUNT,
          artifacts: dao.circuits.share.artifacts,
        }),
      )
    }
    await refusesWrongShares(shares, r)
    for (const { position, shares: given, proof } of shares) {
      const encoded = given.flatMap(({ x, y }) => [x, y])
      await (
        await dao.box.submitShare(governor, proposalId, position, encoded, proof, limit)
      ).wait()
    }

    const totals = await solveTotals({
      points: combineShares({
        sums: { r, c },
        optionCount: OPTION_COUNT,
        threshold: 2,
        shares: shares.map(({ position, shares: given }) => ({
          position,
          points: given.map(toCurvePoint),
        })),
      }),
      bounds: boundTotals({ ballots: Number(voters), voiceCredits: VOICE_CREDITS }),
    })
    expect(totals).toEqual([
      { votesFor: 9, votesAgainst: 1 },
      { votesFor: 14, votesAgainst: 0 },
      { votesFor: 7, votesAgainst: 6 },
    ])
    const encoded = totals.map(
      ({ votesFor, votesAgainst }) => BigInt(votesFor) + (BigInt(votesAgainst) << 32n),
    )
    const finalise = (given: bigint[]) =>
      [
        governor,
        proposalId,
        shares.map(({ position }) => position),
        shares.map(({ shares: given }) => given.flatMap(({ x, y }) => [x, y])),
        given,
      ] as const
    for (const option of [0, 1, 2]) {
      const wrong = encoded.with(option, (encoded[option] ?? 0n) + 1n)
      expect(await readRevert(dao.box.finalise.staticCall(...finalise(wrong)))).toMatchObject({
        details: { reason: `SecretTotalWrong(${option})` },
      })
    }
    await (await dao.box.finalise(...finalise(encoded), limit)).wait()

    expect(await dao.governor.state(proposalId)).toBe(4n)
    const [counted, tallies] = await dao.governor.proposalTally(proposalId)
    expect(counted).toBe(3n)
    expect(tallies.map(({ votesFor, votesAgainst }) => [votesFor, votesAgainst])).toEqual([
      [9n, 1n],
      [14n, 0n],
      [7n, 6n],
    ])
  })

  async function sumUp(changed: WireSecretBallot) {
    const votes = ({ encrypted }: WireSecretBallot) => ({
      r: toCurvePoint(encrypted.r),
      c: encrypted.c.map(toCurvePoint),
    })
    const all = addEncryptedVotes(
      votes(ballots.alice),
      votes(ballots.bob),
      votes(ballots.carol),
      votes(changed),
    )
    return subtractEncryptedVotes({ from: all, taken: votes(ballots.alice) })
  }

  /** A trustee's share is no other's, and no other point's. */
  async function refusesWrongShares(shares: readonly WireDecryptionShare[], r: CurvePoint) {
    const [first, third] = shares as [WireDecryptionShare, WireDecryptionShare]
    const wrong: WireDecryptionShare[] = [
      { ...third, position: 1 },
      { ...first, shares: third.shares },
      { ...first, shares: first.shares.toReversed() },
    ]
    const check = {
      r,
      optionCount: OPTION_COUNT,
      verificationKeysHashes: new Map(
        dao.committee.keys.verificationKeysHashes.map((hashes, index) => [
          index + 1,
          hashes.get(optionClass(OPTION_COUNT)) ?? 0n,
        ]),
      ),
      key: dao.circuits.share.key,
    }
    expect(await verifyDecryptionShares({ shares: [...shares, ...wrong], ...check })).toEqual([
      ...[true, true],
      ...[false, false, false],
    ])
    for (const { position, shares: given, proof } of wrong) {
      const points = given.flatMap(({ x, y }) => [x, y])
      expect(
        await readRevert(
          dao.box.submitShare.staticCall(governor, proposalId, position, points, proof),
        ),
      ).toMatchObject({ details: { reason: `DecryptionShareInvalid(${position})` } })
    }
  }
})

describe('the box refuses, as the library does,', () => {
  const refusals: [string, () => WireSecretBallot][] = [
    [
      "a copy of another's ciphertext under one's own nullifier",
      () => ({ ...ballots.bob, encrypted: ballots.alice.encrypted }),
    ],
    [
      "another's ballot under one's own nullifier",
      () => ({
        ...ballots.alice,
        proof: { ...ballots.alice.proof, nullifier: ballots.bob.proof.nullifier },
      }),
    ],
    [
      'a ciphertext to which votes were added',
      () => ({
        ...ballots.alice,
        encrypted: addOne(ballots.alice.encrypted),
      }),
    ],
    ['another revision of a proven ballot', () => ({ ...ballots.alice, revision: 1 })],
  ]
  test.each(refusals)('%s', async (_, spoil) => {
    const ballot = spoil()
    const [verdict] = await verifySecretBallots({ ballots: [ballot], ...rules })
    expect(verdict).toMatchObject({ valid: false, error: { code: 'BALLOT_PROOF_INVALID' } })
    expect(await tryCast(ballot)).toBeInstanceOf(BallotProofInvalidError)
  })

  /** Whoever knows the keys can encrypt one more vote, and add it to another's ballot. */
  function addOne(encrypted: WireSecretBallot['encrypted']): WireSecretBallot['encrypted'] {
    const more = encryptVotes({
      votes: [1, 0, 0],
      keys: dao.committee.keys.electionKeys,
      voiceCredits: 1,
    }).encrypted
    const pad = (points: readonly CurvePoint[]) => points.slice(0, OPTION_COUNT)
    const { r, c } = addEncryptedVotes(
      { r: toCurvePoint(encrypted.r), c: encrypted.c.map(toCurvePoint) },
      { r: more.r, c: pad(more.c) },
    )
    return { r, c: [...c] }
  }

  test('a ballot of another proposal', async () => {
    const other = await dao.propose({ optionCount: OPTION_COUNT, committee: dao.committeeId })
    await dao.open(other)
    expect(await tryCast(ballots.alice, other)).toBeInstanceOf(BallotProofInvalidError)
  })

  test('a ballot on a proposal whose ballots are open, as its governor does the other way', async () => {
    const open = await dao.propose({ optionCount: OPTION_COUNT })
    await dao.open(open)
    expect(await tryCast(ballots.alice, open)).toMatchObject({
      details: { reason: 'the proposal takes open ballots only' },
    })
    const openBallot = {
      nullifier: ballots.alice.proof.nullifier,
      revision: 0,
      words: [0n],
      replacedWords: [],
      proof: ballots.alice.proof.points,
    }
    expect(
      await readRevert(dao.governor.castBallot.staticCall(proposalId, openBallot)),
    ).toMatchObject({ details: { reason: 'the proposal takes secret ballots only' } })
  })
})
