import { createIdentity, toContractBallot, type WireBallot } from '@psephos/lib'
import { HDNodeWallet, makeError } from 'ethers'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { receiveBallot } from '../ballots/receiveBallot.ts'
import { indexSpace } from '../chain/indexSpace.ts'
import { createLogger } from '../createLogger.ts'
import { LOCAL_MNEMONIC } from '../development/startLocalChain.ts'
import { openTestDatabase } from '../testing/openTestDatabase.ts'
import { proveTestBallot } from '../testing/proveTestBallot.ts'
import { startTestSpace, type TestSpace, VOICE_CREDITS } from '../testing/startTestSpace.ts'
import { createOutbox } from './createOutbox.ts'
import { getBatchGas } from './getBatchGas.ts'
import { selectDueBallots } from './selectDueBallots.ts'
import { settleBallots } from './settleBallots.ts'

const members = [1, 2, 3].map((index) =>
  createIdentity({ privateKey: new Uint8Array(32).fill(index) }),
)
const OPTIONS = 2

let dao: TestSpace
let proposalId: bigint
let ballots: [WireBallot, WireBallot, WireBallot]
let changed: WireBallot
let snapshot: string
let lines: string[]

beforeAll(async () => {
  dao = await startTestSpace()
  for (const [index, identity] of members.entries()) await dao.enrol(identity, index + 1)
  proposalId = await dao.openProposal({ title: 'Open', optionCount: OPTIONS })
  const prove = (index: number, votes: number[], revision = 0) => {
    const [first] = members
    const identity = members[index] ?? first
    if (identity === undefined) throw new Error('There are no members.')
    return proveTestBallot({ space: dao.space, proposalId, members, identity, votes, revision })
  }
  ballots = [await prove(0, [3, -4]), await prove(1, [1, 1]), await prove(2, [0, 5])]
  changed = await prove(0, [1, 0], 1)
})
afterAll(() => dao.close())

beforeEach(async () => {
  if (snapshot !== undefined) await dao.node.send('evm_revert', [snapshot])
  snapshot = await dao.node.send('evm_snapshot', [])
  await dao.prisma.ballot.deleteMany()
  await dao.prisma.relayTransaction.deleteMany()
  await dao.index()
  lines = []
})

async function receive(...given: readonly WireBallot[]): Promise<void> {
  for (const ballot of given) await receiveBallot({ ...dao, proposalId, ballot })
}

/** Sends what is held, without waiting for it to be mined. */
async function send(id = proposalId): Promise<void> {
  const logger = createLogger({ level: 'trace', write: (line) => lines.push(line) })
  const ballots = await dao.prisma.ballot.findMany({ orderBy: { nullifier: 'asc' } })
  await settleBallots({ ...dao, logger, proposalId: String(id), ballots })
}

async function settle(id = proposalId): Promise<void> {
  await send(id)
  await dao.settled()
}

const readTally = async () => {
  const { voters, options } = await dao.chain.governor(dao.space).proposalTally(proposalId)
  return [voters, ...options.map(({ votesFor, votesAgainst }) => [votesFor, votesAgainst])]
}
const castDirectly = async (ballot: WireBallot, overrides = {}) =>
  dao.chain
    .governor(dao.space)
    .connect(dao.account)
    .castBallot(proposalId, toContractBallot({ ballot, replacedWords: [] }), overrides)
const readRelayNonce = async () => dao.node.getTransactionCount(dao.outbox.account, 'latest')

/** Breaks the proof of a ballot that the server holds, as a bad disk would. */
const spoil = (ballot: WireBallot) =>
  dao.prisma.ballot.updateMany({
    where: { nullifier: String(ballot.proof.nullifier) },
    data: { points: ballots[1].proof.points.map(String) },
  })

describe('settleBallots', () => {
  test('counts a batch in one transaction', async () => {
    await receive(...ballots)
    const before = await readRelayNonce()
    await settle()
    expect(await readTally()).toEqual([3n, [4n, 0n], [6n, 4n]])
    expect(await readRelayNonce()).toBe(before + 1)
    const counted = await dao.prisma.countedBallot.findMany()
    const held = await dao.prisma.ballot.findMany()
    const most = getBatchGas({ ballots: ballots.length, optionCount: OPTIONS })
    expect(await readGasUsed()).toBeLessThan(most)
    expect(new Set(held.map(({ transaction }) => transaction))).toEqual(
      new Set(counted.map(({ transaction }) => transaction)),
    )
  })

  test('takes no more gas than is reckoned with, where everybody changes every option', async () => {
    const id = await dao.openProposal({ title: 'Many options', optionCount: 128 })
    await dao.index()
    const votes = Array.from({ length: 128 }, (_, option) => (option < VOICE_CREDITS ? -1 : 0))
    const most = getBatchGas({ ballots: 2, optionCount: 128 })
    for (const revision of [0, 1]) {
      for (const identity of members.slice(0, 2)) {
        const { space } = dao
        const ballot = await proveTestBallot({
          space,
          proposalId: id,
          members,
          identity,
          votes: revision === 0 ? votes : votes.toReversed(),
          revision,
        })
        await receiveBallot({ ...dao, proposalId: id, ballot })
      }
      await settle(id)
      expect(await dao.prisma.countedBallot.count({ where: { revision } })).toBe(2)
      expect(await readGasUsed()).toBeLessThan(most)
    }
  })

  test('replaces a ballot by the one of a higher revision', async () => {
    await receive(...ballots)
    await settle()
    await receive(changed)
    await settle()
    expect(await readTally()).toEqual([3n, [2n, 0n], [6n, 0n]])
  })

  test('passes over a ballot that was cast directly, without harm to the others', async () => {
    await receive(...ballots)
    await (await castDirectly(ballots[2])).wait()
    await settle()
    expect(await readTally()).toEqual([3n, [4n, 0n], [6n, 4n]])
    expect(await dao.prisma.ballot.count({ where: { refusal: { not: null } } })).toBe(0)
  })

  test('has gas for a batch that finds the tally changed when it is mined', async () => {
    await (await castDirectly({ ...ballots[0] })).wait()
    await dao.index()
    await receive(ballots[1])
    await dao.node.send('evm_setAutomine', [false])
    onTestFinished(() => dao.node.send('evm_setAutomine', [true]))
    // The voter takes the votes back that the estimate found on the first option.
    const empty = toContractBallot({ ballot: changed, replacedWords: [] })
    const governor = dao.chain.governor(dao.space).connect(dao.account)
    const [counted] = await dao.prisma.countedBallot.findMany()
    await send()
    expect(await readPending()).toBe(1)
    await governor.castBallot(
      proposalId,
      { ...empty, replacedWords: counted?.words.map(BigInt) ?? [] },
      { gasLimit: 2_000_000n, maxPriorityFeePerGas: 10n ** 11n, maxFeePerGas: 10n ** 12n },
    )
    await dao.settled()
    expect(await readTally()).toEqual([2n, [2n, 0n], [1n, 0n]])
  })

  test('marks a bad ballot among good ones, and counts the others', async () => {
    await receive(...ballots)
    await spoil(ballots[0])
    await settle()
    expect(await readTally()).toEqual([2n, [1n, 0n], [6n, 0n]])
    const refused = await dao.prisma.ballot.findMany({ where: { refusal: { not: null } } })
    expect(refused).toMatchObject([
      { nullifier: String(ballots[0].proof.nullifier), refusal: 'BALLOT_PROOF_INVALID' },
    ])
  })

  test('refuses no ballot because the node fails', async () => {
    await receive(...ballots)
    const estimateGas = vi.spyOn(dao.chain.provider, 'estimateGas').mockImplementation(async () => {
      throw makeError('missing revert data', 'CALL_EXCEPTION', {
        action: 'estimateGas',
        data: null,
        reason: null,
        invocation: null,
        revert: null,
        transaction: { to: null, data: '0x' },
      })
    })
    await settle()
    estimateGas.mockRestore()
    expect(await dao.prisma.ballot.count({ where: { refusal: null } })).toBe(3)
    await settle()
    expect(await readTally()).toEqual([3n, [4n, 0n], [6n, 4n]])
  })

  test('refuses no ballot because voting is over', async () => {
    await receive(...ballots)
    await dao.moveClockTo((await dao.chain.now()) + 100_000)
    await expect(settle()).rejects.toMatchObject({ code: 'CALL_EXCEPTION' })
    expect(await dao.prisma.ballot.count({ where: { refusal: null } })).toBe(3)
  })

  test('does not pay twice for a batch that waits to be mined', async () => {
    await receive(...ballots)
    await dao.node.send('evm_setAutomine', [false])
    onTestFinished(() => dao.node.send('evm_setAutomine', [true]))
    await send()
    const where = { transaction: { not: null } }
    expect(await dao.prisma.ballot.count({ where })).toBe(3)
    await send()
    expect(await readPending()).toBe(1)
    await dao.settled()
    expect(await readTally()).toEqual([3n, [4n, 0n], [6n, 4n]])
  })

  test('brings no ballot that another relay, with a database of its own, has sent', async () => {
    await receive(...ballots)
    const held = await dao.prisma.ballot.findMany({ orderBy: { nullifier: 'asc' } })
    const other = await openTestDatabase()
    onTestFinished(other.close)
    const { space, chain } = dao
    await other.prisma.space.create({ data: space })
    await other.prisma.ballot.createMany({ data: held })
    await indexSpace({ ...other, chain, space })
    const logger = pino({ level: 'silent' })
    const wallet = HDNodeWallet.fromPhrase(LOCAL_MNEMONIC, '', "m/44'/60'/0'/0/3").connect(dao.node)
    const outbox = createOutbox({ ...other, chain, wallet, logger })
    const settleThere = () =>
      settleBallots({
        ...other,
        chain,
        outbox,
        logger,
        space,
        proposalId: held[0]?.proposalId ?? '',
        ballots: held,
      })

    await dao.node.send('evm_setAutomine', [false])
    onTestFinished(() => dao.node.send('evm_setAutomine', [true]))
    await send()
    // Neither while the other's transaction waits, nor once it is mined.
    await settleThere()
    await dao.settled()
    await settleThere()
    expect(await dao.node.getTransactionCount(outbox.account, 'pending')).toBe(0)
    expect(await readTally()).toEqual([3n, [4n, 0n], [6n, 4n]])
  })

  test('has ballots due again, and a replaced one counted, when a reorganisation unmines what came after', async () => {
    await receive(...ballots)
    await settle()
    const before = await readCounted()
    const fork = await dao.node.send('evm_snapshot', [])
    await receive(changed)
    await settle()
    expect(await dao.prisma.replacedBallot.count()).toBe(1)
    await dao.node.send('evm_revert', [fork])
    await dao.node.send('evm_mine', [])
    await dao.index()
    expect(await readCounted()).toEqual(before)
    expect(await dao.prisma.replacedBallot.count()).toBe(0)
    const select = () =>
      selectDueBallots({
        ...dao,
        rules: { whenWaiting: 1, afterSeconds: 0, beforeClose: 0, batchSize: 9 },
        chainNow: Math.floor(Date.now() / 1_000) + 60,
        now: Date.now() / 1_000,
        account: dao.outbox.account,
      })
    expect(await select()).toMatchObject([{ ballots: [{ revision: 1 }] }])
    // The very transaction that was unmined is in hand again, so they are not sent in another one.
    await dao.node.send('evm_setAutomine', [false])
    onTestFinished(() => dao.node.send('evm_setAutomine', [true]))
    await dao.outbox.follow()
    expect(await select()).toEqual([])
    await dao.settled()
    expect(await readTally()).toEqual([3n, [2n, 0n], [6n, 0n]])
    const followed = [await readCounted(), await dao.prisma.replacedBallot.findMany()]
    await dao.prisma.proposal.deleteMany()
    await dao.prisma.groupChange.deleteMany()
    await dao.prisma.indexedBlock.deleteMany()
    await dao.prisma.space.updateMany({ data: { indexedBlock: null, indexedHash: null } })
    await dao.index()
    expect([await readCounted(), await dao.prisma.replacedBallot.findMany()]).toEqual(followed)
  })

  test('logs how many ballots it settles and of whom none', async () => {
    await receive(...ballots)
    await spoil(ballots[0])
    await settle()
    expect(lines.length).toBeGreaterThan(0)
    for (const { proof } of ballots) expect(lines.join('')).not.toContain(String(proof.nullifier))
  })
})

const readCounted = () => dao.prisma.countedBallot.findMany({ orderBy: { nullifier: 'asc' } })

/** Of the one transaction that carries all that is counted. */
async function readGasUsed(): Promise<number> {
  const counted = await dao.prisma.countedBallot.findMany({ distinct: ['transaction'] })
  expect(counted).toHaveLength(1)
  const receipt = await dao.node.getTransactionReceipt(counted[0]?.transaction ?? '')
  return Number(receipt?.gasUsed)
}

async function readPending(): Promise<number> {
  const block = await dao.node.send('eth_getBlockByNumber', ['pending', false])
  return block.transactions.length
}
