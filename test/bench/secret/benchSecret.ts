import { stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import {
  boundTotals,
  type CurvePoint,
  combineShares,
  createGroup,
  createIdentity,
  encryptVotes,
  generateBallotProof,
  generateDecryptionShare,
  generateSecretBallot,
  multiplyPoint,
  type OptionClass,
  proposalScope,
  type Scope,
  solveTotals,
  toCurvePoint,
  verifySecretBallots,
  type WireDecryptionShare,
  type WireSecretBallot,
} from '@psephos/lib'
import type { TransactionResponse } from 'ethers'
import { prepareCircuit, type TestCircuit } from '../../contracts/support/circuits.ts'
import {
  deploySecretDao,
  type SecretDao,
  toBoxBallot,
} from '../../contracts/support/deploySecretDao.ts'
import { formTestCommittee } from '../../contracts/support/formTestCommittee.ts'
import { type Chain, openChain } from '../../contracts/support/openChain.ts'
import type { BenchOptions, Measurement } from '../Bench.ts'
import { TRANSACTION_GAS_LIMIT } from '../benchGas.ts'
import { openProvingBrowser } from './openProvingBrowser.ts'

const require = createRequire(import.meta.url)
const semaphoreArtifacts = {
  wasm: require.resolve('@zk-kit/semaphore-artifacts/semaphore-20.wasm'),
  zkey: require.resolve('@zk-kit/semaphore-artifacts/semaphore-20.zkey'),
}

const PROVED_CLASSES: readonly OptionClass[] = [2, 4, 8]
const PROOFS = 3
const PROOF_DEPTH = 20
const BATCH = 32
const VERIFIED = 256
const TALLIED = 10_000
const OPTIONS = 4
const VOICE_CREDITS = 100

const ELECTION = [
  `gas per secret ballot n=${BATCH} options=${OPTIONS}`,
  'gas close',
  'gas share',
  'gas finalise',
  `verify n=${VERIFIED}`,
] as const
const TALLY = `tally n=${TALLIED}`
const proveCase = (options: number): string => `prove options=${options}`
const browserCase = (options: number): string => `prove in browser options=${options}`
const downloadCase = (options: number): string => `download options=${options}`

/** The cases, by which some can be chosen. */
export const secretCases: readonly string[] = [
  ...PROVED_CLASSES.flatMap((each) => [proveCase(each), browserCase(each), downloadCase(each)]),
  ...ELECTION,
  TALLY,
]

/** Measures secret ballots with development keys, which cost as much as any others: on a chain of our own, with real proofs. */
export async function* benchSecret({ wants }: BenchOptions): AsyncGenerator<Measurement> {
  for (const each of PROVED_CLASSES) {
    if (wants(proveCase(each)) || wants(downloadCase(each))) yield* measureProving(each)
  }
  const inBrowser = PROVED_CLASSES.filter((each) => wants(browserCase(each)))
  if (inBrowser.length > 0) yield* measureBrowser(inBrowser)
  if (ELECTION.some(wants)) yield* measureElection()
  if (wants(TALLY)) yield* measureTally()
}

/** Beside an open ballot with as many options, of which Semaphore's circuit for 20 levels is asked. */
async function* measureProving(options: OptionClass): AsyncGenerator<Measurement> {
  const circuit = await prepareCircuit('secret-ballot', options)
  const { keys } = await formTestCommittee({ count: 1, threshold: 1, capacity: options })
  const identity = createIdentity()
  const common = {
    ...{ identity, group: createGroup({ members: [identity.commitment] }) },
    ...{ votes: new Array<number>(options).fill(1), voiceCredits: VOICE_CREDITS, revision: 0 },
    ...{ scope: 1n as Scope, proofDepth: PROOF_DEPTH },
  }
  const secret = await timeProofs(() =>
    generateSecretBallot({
      ...common,
      keys: keys.electionKeys,
      artifacts: circuit.artifacts,
    }),
  )
  const open = await timeProofs(() =>
    generateBallotProof({ ...common, artifacts: semaphoreArtifacts }),
  )
  yield besideOpen(measure(proveCase(options), secret, 'ms'), open)
  yield besideOpen(
    measure(downloadCase(options), await countMegabytes(circuit.artifacts), 'MB'),
    await countMegabytes(semaphoreArtifacts),
  )
}

async function* measureBrowser(classes: readonly OptionClass[]): AsyncGenerator<Measurement> {
  const browser = await openProvingBrowser()
  try {
    for (const options of classes) {
      const { artifacts } = await prepareCircuit('secret-ballot', options)
      const { keys } = await formTestCommittee({ count: 1, threshold: 1, capacity: options })
      const job = {
        ...{ options, voiceCredits: VOICE_CREDITS, proofDepth: PROOF_DEPTH, proofs: PROOFS },
        keys: keys.electionKeys.map(({ x, y }) => ({ x: String(x), y: String(y) })),
      }
      const secret = await browser.prove({ ...job, artifacts })
      const open = await browser.prove({ ...job, keys: null, artifacts: semaphoreArtifacts })
      yield besideOpen(measure(browserCase(options), secret, 'ms'), open)
    }
  } finally {
    await browser.close()
  }
}

/** The fastest of some, after one that loads the prover. */
async function timeProofs(prove: () => Promise<unknown>): Promise<number> {
  await prove()
  const times: number[] = []
  for (let i = 0; i < PROOFS; i += 1) {
    const start = performance.now()
    await prove()
    times.push(performance.now() - start)
  }
  return Math.min(...times)
}

async function countMegabytes({ wasm, zkey }: TestCircuit['artifacts']): Promise<number> {
  return ((await stat(wasm)).size + (await stat(zkey)).size) / 1e6
}

function besideOpen(measurement: Measurement, open: number): Measurement {
  const value = Number(open.toPrecision(4))
  const ratio = Math.round((value / measurement.value) * 100) / 100
  return { ...measurement, versus: { name: `open ballot, depth ${PROOF_DEPTH}`, value }, ratio }
}

async function* measureElection(): AsyncGenerator<Measurement> {
  const chain = await openChain()
  try {
    const dao = await deploySecretDao(chain)
    const { ballots, rules, proposalId } = await holdElection(chain, dao)
    const governor = await dao.governor.getAddress()
    const [first, ...rest] = ballots.map((ballot) => toBoxBallot(ballot))
    if (first === undefined) throw new Error('There are ballots.')
    // As in the bench of open ballots, the sums' storage is no longer new.
    await gasOf(dao.box.castSecretBallot(governor, proposalId, first, limit))
    const [perBallot, close, share, finalise, verify] = ELECTION
    const batch = await gasOf(dao.box.castSecretBallots(governor, proposalId, rest, limit))
    yield measure(perBallot, batch / rest.length, 'gas')

    const many = Array.from(
      { length: VERIFIED },
      (_, i) => ballots[i % ballots.length] as WireSecretBallot,
    )
    await verifySecretBallots({ ballots: ballots.slice(0, 1), ...rules })
    const start = performance.now()
    const verdicts = await verifySecretBallots({ ballots: many, ...rules })
    const milliseconds = (performance.now() - start) / VERIFIED
    if (!verdicts.every(({ valid }) => valid)) throw new Error('A ballot is not valid.')
    yield measure(verify, milliseconds, 'ms per ballot')

    await chain.moveClockTo((await dao.governor.proposalDeadline(proposalId)) + 1n)
    yield measure(close, await gasOf(dao.box.close(governor, proposalId, limit)), 'gas')
    const [, , , words] = await dao.box.electionOf(governor, proposalId)
    const [r, ...c] = readPoints(words) as [CurvePoint, ...CurvePoint[]]
    const shares = await decrypt(dao, r)
    for (const [index, { position, shares: points, proof }] of shares.entries()) {
      const gas = await gasOf(
        dao.box.submitShare(governor, proposalId, position, encode(points), proof, limit),
      )
      if (index === 0) yield measure(share, gas, 'gas')
    }
    const totals = await solve({ r, c }, shares, ballots.length)
    const finalising = dao.box.finalise(
      ...([governor, proposalId] as const),
      shares.map(({ position }) => position),
      shares.map(({ shares: points }) => encode(points)),
      totals.map(({ votesFor, votesAgainst }) => BigInt(votesFor) + (BigInt(votesAgainst) << 32n)),
      limit,
    )
    yield measure(finalise, await gasOf(finalising), 'gas')
  } finally {
    await chain.close()
  }
}

/** One ballot, and as many more as a batch has. */
async function holdElection(chain: Chain, dao: SecretDao) {
  const people = Array.from({ length: BATCH + 1 }, (_, index) =>
    createIdentity({ privateKey: new Uint8Array(32).fill(index + 1) }),
  )
  for (const [index, { commitment }] of people.entries()) {
    await dao.enrol(BigInt(index + 1), commitment)
  }
  const proposalId = await dao.propose({ optionCount: OPTIONS, committee: dao.committeeId })
  await dao.open(proposalId)
  const { root, size, proofDepth } = await dao.governor.proposalElectorate(proposalId)
  const scope = proposalScope({
    chainId: Number((await chain.provider.getNetwork()).chainId),
    governor: await dao.governor.getAddress(),
    proposalId,
  })
  const group = createGroup({ members: people.map(({ commitment }) => commitment) })
  const ballots: WireSecretBallot[] = []
  for (const [index, identity] of people.entries()) {
    ballots.push(
      await generateSecretBallot({
        ...{ identity, group, votes: [(index % 9) - 4, 2, -3, 5], voiceCredits: VOICE_CREDITS },
        ...{ revision: 0, scope, proofDepth: Number(proofDepth) },
        keys: dao.committee.keys.electionKeys,
        artifacts: dao.circuits.ballot.artifacts,
      }),
    )
  }
  const rules = {
    ...{ scope, optionCount: OPTIONS, voiceCredits: VOICE_CREDITS },
    electorate: { root, size: Number(size), proofDepth: Number(proofDepth) },
    keysHash: dao.committee.keys.keysHashes.get(OPTIONS) ?? 0n,
    key: dao.circuits.ballot.key,
  }
  return { ballots, rules, proposalId }
}

/** From the sums to the totals: two trustees' proofs one after the other, and the search. */
async function* measureTally(): AsyncGenerator<Measurement> {
  const committee = await formTestCommittee({ count: 3, threshold: 2, capacity: OPTIONS })
  const share = await prepareCircuit('decryption-share', OPTIONS)
  // The sum of 10 000 ballots is one ciphertext of their sums, and is encrypted like one.
  const sums = encryptTotals(committee.keys.electionKeys)
  const start = performance.now()
  const shares = await decrypt({ committee, circuits: { share } }, sums.r)
  await solve(sums, shares, TALLIED)
  yield measure(TALLY, (performance.now() - start) / 1000, 's')
}

/** Votes of 10 000 people, hundreds at a time: what a ballot may say, added up. */
function encryptTotals(keys: readonly CurvePoint[]) {
  const votes = [5, -4, 7, -3]
  const { encrypted } = encryptVotes({ votes, keys, voiceCredits: VOICE_CREDITS })
  const points = [encrypted.r, ...encrypted.c].map((point) =>
    multiplyPoint({ point, scalar: BigInt(TALLIED) }),
  )
  const [r, ...c] = points as [CurvePoint, ...CurvePoint[]]
  return { r, c }
}

async function decrypt(
  dao: Pick<SecretDao, 'committee'> & { readonly circuits: { readonly share: TestCircuit } },
  r: CurvePoint,
): Promise<WireDecryptionShare[]> {
  const shares: WireDecryptionShare[] = []
  for (const { position, secretShares } of dao.committee.trustees.slice(0, 2)) {
    const { artifacts } = dao.circuits.share
    shares.push(
      await generateDecryptionShare({ position, r, secretShares, optionCount: OPTIONS, artifacts }),
    )
  }
  return shares
}

function solve(
  sums: { r: CurvePoint; c: CurvePoint[] },
  shares: readonly WireDecryptionShare[],
  ballots: number,
) {
  return solveTotals({
    points: combineShares({
      ...{ sums, optionCount: OPTIONS, threshold: 2 },
      shares: shares.map(({ position, shares: points }) => ({
        position,
        points: points.map(toCurvePoint),
      })),
    }),
    bounds: boundTotals({ ballots, voiceCredits: VOICE_CREDITS }),
  })
}

function readPoints(words: readonly bigint[]): CurvePoint[] {
  return Array.from({ length: words.length / 2 }, (_, i) =>
    toCurvePoint({ x: words[2 * i] ?? 0n, y: words[2 * i + 1] ?? 0n }),
  )
}

function encode(points: WireDecryptionShare['shares']): bigint[] {
  return points.flatMap(({ x, y }) => [x, y])
}

const limit = { gasLimit: TRANSACTION_GAS_LIMIT }

/** The gas of a transaction that must succeed. */
async function gasOf(sending: Promise<TransactionResponse>): Promise<number> {
  const receipt = await (await sending).wait()
  if (receipt === null) throw new Error('The transaction has no receipt.')
  return Number(receipt.gasUsed)
}

function measure(name: string, value: number, unit: string): Measurement {
  return {
    bench: 'secret',
    case: name,
    value: Number(value.toPrecision(unit === 'gas' ? 9 : 4)),
    unit,
  }
}
