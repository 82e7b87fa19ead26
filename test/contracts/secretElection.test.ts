import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  addEncryptedVotes,
  auditProposal,
  BallotProofInvalidError,
  type CurvePoint,
  encryptVotes,
  exportArchive,
  exportIdentity,
  optionClass,
  secretBallotMessage,
  subtractEncryptedVotes,
  toCurvePoint,
  toWireSecretBallot,
  verifyDecryptionShares,
  verifySecretBallots,
  type WireDecryptionShare,
  type WireSecretBallot,
} from '@psephos/lib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { carryCall } from './support/carryCall.ts'
import { type SecretDao, toBoxBallot } from './support/deploySecretDao.ts'
import {
  castAllSecretly,
  castSecretly,
  closeSecretElection,
  decryptSecretly,
  deploySecretElection,
  encodeFinalisation,
  encodeTotals,
  encodeWords,
  OPTION_COUNT,
  openTotals,
  type SecretElectionSetting,
  submitShares,
} from './support/deploySecretElection.ts'
import { type Chain, openChain } from './support/openChain.ts'
import { readRevert } from './support/readRevert.ts'
import { passphrase, runPsephos } from './support/runPsephos.ts'
import { stopProving } from './support/stopProving.ts'

const limit = { gasLimit: 16_000_000 }

let chain: Chain
let election: SecretElectionSetting
let dao: SecretDao
let governor: string
let proposalId: bigint
let rules: SecretElectionSetting['rules']
let ballots: { alice: WireSecretBallot; bob: WireSecretBallot; carol: WireSecretBallot }
let goBack: () => Promise<void>

beforeAll(async () => {
  chain = await openChain()
  election = await deploySecretElection(chain)
  ;({ dao, governor, proposalId, rules } = election)
  const [alice, bob, carol] = election.people
  ballots = {
    alice: await election.vote(alice, [3, -4, 0], 0),
    bob: await election.vote(bob, [-1, 9, 2], 0),
    carol: await election.vote(carol, [5, 5, 5], 0),
  }
  goBack = await chain.keepState()
})
beforeEach(() => goBack())
afterAll(async () => {
  await stopProving()
  await chain.close()
})

const tryCast = (ballot: WireSecretBallot, proposal = proposalId) =>
  readRevert(dao.box.castSecretBallot.staticCall(governor, proposal, toBoxBallot(ballot)))
/** What an audit makes of it now, and the names of what it does not confirm. */
async function audit() {
  const { checks, ...report } = await auditProposal({
    provider: chain.provider,
    governor,
    proposalId,
  })
  const open = checks.flatMap(({ name, verdict }) => (verdict === 'confirmed' ? [] : [name]))
  return { ...report, open }
}

describe('a secret election', () => {
  test('is decrypted by two of three trustees, and succeeds', async () => {
    expect(
      (await verifySecretBallots({ ballots: Object.values(ballots), ...rules })).map(
        ({ valid }) => valid,
      ),
    ).toEqual([true, true, true])
    await castAllSecretly(election, [ballots.alice, ballots.bob])
    // Carol's comes by way of another contract, and somebody put a copy with a false proof beside it.
    const copy = {
      ...ballots.carol,
      proof: { ...ballots.carol.proof, points: ballots.bob.proof.points },
    }
    const carried = [ballots.carol, copy].map((ballot) => toBoxBallot(ballot))
    await carryCall({
      signer: chain.signer,
      target: await dao.box.getAddress(),
      data: dao.box.interface.encodeFunctionData('castSecretBallots', [
        governor,
        proposalId,
        carried,
      ]),
    })
    // Alice thinks again.
    const changed = await election.vote(election.people[0], [4, 0, -6], 1)
    await castSecretly(election, changed, ballots.alice)
    const { digest } = await dao.box.secretBallotOf(governor, proposalId, changed.proof.nullifier)
    expect(secretBallotMessage(changed) >> 8n).toBe(BigInt(digest))
    const unknown = ['shares', 'totals', 'tally', 'options']
    expect(await audit()).toMatchObject({ verdict: 'incomplete', open: ['sums', ...unknown] })
    const early = await exportArchive({ provider: chain.provider, governor, proposalId })

    const closed = await closeSecretElection(election)
    expect(await dao.governor.state(proposalId)).toBe(1n)
    expect(closed).toEqual({ voters: 3, sums: await sumUp(changed) })
    expect(await audit()).toMatchObject({ verdict: 'incomplete', open: unknown })

    const shares = await decryptSecretly(election, closed.sums)
    await refusesWrongShares(shares, closed.sums.r)
    await submitShares(election, shares)

    const totals = await openTotals(closed, shares)
    expect(totals).toEqual([
      { votesFor: 9, votesAgainst: 1 },
      { votesFor: 14, votesAgainst: 0 },
      { votesFor: 7, votesAgainst: 6 },
    ])
    const encoded = encodeTotals(totals)
    const finalise = (given: readonly bigint[]) => encodeFinalisation(election, shares, given)
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

    const report = await audit()
    expect(report).toMatchObject({ verdict: 'confirmed', open: [] })
    expect(report.tally).toMatchObject({ voters: 3, quorumReached: true })
    expect(report.tally.options.map(({ votesFor }) => votesFor)).toEqual([9n, 14n, 7n])
    // What was exported while people voted says the same of the chain still.
    for (const archive of [
      early,
      await exportArchive({ provider: chain.provider, governor, proposalId }),
    ]) {
      const { checks } = await auditProposal({ provider: chain.provider, archive })
      expect(checks.filter(({ verdict }) => verdict === 'refuted')).toEqual([])
      expect(checks[0]).toMatchObject({ name: 'chain', verdict: 'confirmed' })
    }
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
      const points = encodeWords(given)
      expect(
        await readRevert(
          dao.box.submitShare.staticCall(governor, proposalId, position, points, proof),
        ),
      ).toMatchObject({ details: { reason: `DecryptionShareInvalid(${position})` } })
    }
  }
})

describe('the command line', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'psephos-secret-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('settles secret ballots of a file, casts another one instead, and audits and exports them', async () => {
    const asked = ['--rpc', chain.provider._getConnection().url, '--governor', governor]
    const which = [...asked, '--proposal', String(proposalId)]
    const file = join(folder, 'ballots.jsonl')
    const wire = (ballot: WireSecretBallot) => toWireSecretBallot(ballot)
    const forged = { ...ballots.carol, encrypted: ballots.bob.encrypted }
    // Bob's is sent as a server exports it.
    const { encrypted, revision, proof } = wire(ballots.bob)
    const { nullifier, points } = proof
    const lines = [wire(ballots.alice), { nullifier, revision, encrypted, points }, wire(forged)]
    await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'))
    const settle = ['settle', ...which, '--ballots', file]
    expect(await runPsephos(...settle)).toMatchObject({
      code: 1,
      json: { settled: 2, skipped: 0, refused: [{ line: 3, code: 'BALLOT_PROOF_INVALID' }] },
    })
    expect(await runPsephos(...settle)).toMatchObject({ json: { settled: 0, skipped: 2 } })

    const identity = join(folder, 'alice.json')
    const [alice] = election.people
    await writeFile(identity, await exportIdentity({ identity: alice, passphrase, cost: 15 }))
    const artifacts = dirname(dao.circuits.ballot.artifacts.wasm)
    const vote = ['vote', ...which, '--identity', identity, '--direct', '--artifacts', artifacts]
    const cast = await runPsephos(...vote, '--votes', '4,0,-6')
    expect(cast).toMatchObject({ code: 0, json: { status: 'counted', revision: 1, cost: 52 } })
    expect(cast.stderr).toContain('2 of 3 trustees decrypt')
    expect(cast.stderr).toContain('This replaces your ballot of revision 0.')
    expect(cast.stderr).toContain('for development')

    const out = join(folder, 'election.json')
    expect(await runPsephos('export', ...which, '--out', out)).toMatchObject({ code: 0 })
    const audited = await runPsephos('audit', ...asked, '--archive', out)
    expect(audited).toMatchObject({ code: 4, json: { verdict: 'incomplete' } })
    expect(audited.json['tally']).toMatchObject({ voters: 2 })
  })

  test('proposes a secret proposal for the committee of the DAO', async () => {
    const metadata = join(folder, 'garden.json')
    const options = [
      { title: 'Yes', calls: [{ target: governor }] },
      { title: 'No' },
      { title: 'Later' },
    ]
    await writeFile(metadata, JSON.stringify({ title: 'A garden?', body: '', options }))
    const asked = ['--rpc', chain.provider._getConnection().url, '--governor', governor]
    const proposed = await runPsephos('propose', ...asked, '--metadata', metadata, '--secret')
    expect(proposed).toMatchObject({ code: 0, json: { committee: dao.committeeId } })
    const layout = await dao.governor.proposalLayout(BigInt(String(proposed.json['proposal'])))
    expect(layout.committee).toBe(dao.committeeId)
  })
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
