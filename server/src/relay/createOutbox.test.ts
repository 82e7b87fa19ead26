import { HDNodeWallet, type JsonRpcProvider, parseEther, Transaction } from 'ethers'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Chain, connectChain } from '../chain/connectChain.ts'
import { createLogger } from '../createLogger.ts'
import { LOCAL_MNEMONIC, type LocalChain, startLocalChain } from '../development/startLocalChain.ts'
import type { Database } from '../storage/Database.ts'
import { databaseKinds, openTestDatabase } from '../testing/openTestDatabase.ts'
import { createOutbox } from './createOutbox.ts'
import { AlreadyCarriedError, type Outbox, type OutboxRequest } from './Outbox.ts'
import { DEFAULT_RELAY_RULES, type RelayRules } from './RelayRules.ts'
import { readRelayBalance } from './readRelayBalance.ts'

/** A contract that always reverts. */
const REVERTING = `0x${'be'.repeat(20)}`
/** Nobody. */
const SOMEBODY = `0x${'ab'.repeat(20)}`
const GAS = 50_000n
const FUNDS = parseEther('1')

let local: LocalChain
let chain: Chain
let node: JsonRpcProvider
let wallets = 0

beforeAll(async () => {
  local = await startLocalChain({ stateFile: null, port: 0 })
  chain = await connectChain({ rpcUrl: local.rpcUrl })
  node = chain.provider
  await node.send('anvil_setCode', [REVERTING, '0x60006000fd'])
})
afterAll(async () => {
  chain.close()
  await local.stop()
})
afterEach(() => node.send('evm_setAutomine', [true]))

/** An account that no other test uses. */
async function createWallet(funds = FUNDS): Promise<HDNodeWallet> {
  const path = `m/44'/60'/7'/0/${wallets++}`
  const wallet = HDNodeWallet.fromPhrase(LOCAL_MNEMONIC, '', path).connect(node)
  await node.send('anvil_setBalance', [wallet.address, `0x${funds.toString(16)}`])
  return wallet
}

const request = (changed: Partial<OutboxRequest> = {}): OutboxRequest => ({
  spaceId: 'garden',
  purpose: 'enrolment',
  proposalId: null,
  carries: [`enrolment/garden/${wallets}`],
  to: SOMEBODY,
  data: '0x',
  gasLimit: GAS,
  ...changed,
})

const rulesWith = (changed: Partial<RelayRules>): RelayRules => ({
  ...DEFAULT_RELAY_RULES,
  ...changed,
})

const publish = async (raw: string): Promise<void> => {
  await node.send('eth_sendRawTransaction', [raw])
}

/** What a process that is killed in that moment leaves behind. */
class Killed extends Error {}

describe.each(databaseKinds)('the outbox on %s', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase(kind)
  })
  afterAll(() => database.close())
  afterEach(async () => {
    await database.prisma.relayTransaction.deleteMany()
    await database.prisma.relayHold.deleteMany()
  })

  const open = (
    wallet: HDNodeWallet,
    changed: Partial<Parameters<typeof createOutbox>[0]> = {},
  ): Outbox =>
    createOutbox({ ...database, chain, wallet, logger: pino({ level: 'silent' }), ...changed })

  const readRow = () => database.prisma.relayTransaction.findFirstOrThrow()
  const countClaims = () => database.prisma.relayClaim.count()
  const follow = async (outbox: Outbox) => {
    await outbox.follow()
    return readRow()
  }

  test('sends, and notes what it cost to the wei', async () => {
    const wallet = await createWallet()
    const outbox = open(wallet)
    const sent = await outbox.send(request())
    expect(await countClaims()).toBe(1)
    const { state, cost, minedHash } = await outbox.wait(sent.id, 5_000)
    expect([state, minedHash]).toEqual(['MINED', sent.hashes[0]])
    const left = await readRelayBalance({ chain, account: outbox.account })
    expect(FUNDS - left).toBe(BigInt(cost ?? 0))
    expect(await countClaims()).toBe(0)
  })

  test('sends nothing twice when it is killed before it is written down', async () => {
    const wallet = await createWallet()
    const broken = Object.assign(Object.create(wallet), {
      signTransaction: () => Promise.reject(new Killed('killed')),
    })
    await expect(open(broken).send(request())).rejects.toThrow('killed')
    expect(await database.prisma.relayTransaction.count()).toBe(0)
    expect((await open(wallet).send(request())).nonce).toBe(0)
  })

  test.each([
    ['before', async () => Promise.reject(new Killed('killed'))],
    [
      'right after',
      async (raw: string) => {
        await publish(raw)
        throw new Killed('killed')
      },
    ],
  ])('sends the same bytes once when it is killed %s the broadcast', async (_when, dying) => {
    const wallet = await createWallet()
    await node.send('evm_setAutomine', [false])
    const { raw, hashes } = await open(wallet, { publish: dying }).send(request())
    const given: string[] = []
    const outbox = open(wallet, {
      publish: async (again) => {
        given.push(again)
        await publish(again)
      },
    })
    await outbox.follow()
    await outbox.follow()
    expect(given.filter((again) => again !== raw)).toEqual([])
    await node.send('evm_mine', [])
    expect(await follow(outbox)).toMatchObject({ state: 'MINED', minedHash: hashes[0] })
    expect(await node.getTransactionCount(wallet.address)).toBe(1)
  })

  test('broadcasts again what the node has dropped', async () => {
    const wallet = await createWallet()
    await node.send('evm_setAutomine', [false])
    const outbox = open(wallet)
    const { hashes } = await outbox.send(request())
    await node.send('anvil_dropTransaction', [hashes[0]])
    await outbox.follow()
    await node.send('evm_mine', [])
    expect(await follow(outbox)).toMatchObject({ state: 'MINED', minedHash: hashes[0] })
  })

  test.each(['written down', 'broadcast'])(
    'raises the fees of what is stuck, also when it is killed once that is %s',
    async (when) => {
      const wallet = await createWallet()
      await node.send('evm_setAutomine', [false])
      const first = await open(wallet).send(request())
      const rules = rulesWith({ raiseAfter: 0 })
      const dying = async (raw: string): Promise<void> => {
        if (when === 'broadcast') await publish(raw)
        throw new Killed('killed')
      }
      const raised = await follow(open(wallet, { rules, publish: dying }))
      expect(raised.hashes).toEqual([first.hashes[0], expect.any(String)])
      for (const fee of ['maxFeePerGas', 'maxPriorityFeePerGas'] as const)
        expect(BigInt(raised[fee]) * 8n).toBeGreaterThanOrEqual(BigInt(first[fee]) * 9n)
      expect(Transaction.from(raised.raw)).toMatchObject({ nonce: 0, to: expect.any(String) })
      const outbox = open(wallet)
      await outbox.follow()
      await node.send('evm_mine', [])
      expect(await follow(outbox)).toMatchObject({ state: 'MINED', minedHash: raised.hashes[1] })
    },
  )

  test('raises no fees beyond the ceiling, and says so once', async () => {
    const wallet = await createWallet()
    await node.send('evm_setAutomine', [false])
    const { maxFeePerGas } = await open(wallet).send(request())
    const lines: string[] = []
    const logger = createLogger({ level: 'trace', write: (line) => lines.push(line) })
    const rules = rulesWith({ raiseAfter: 0, maxFeePerGas: BigInt(maxFeePerGas) })
    const outbox = open(wallet, { rules, logger })
    await outbox.follow()
    expect(await follow(outbox)).toMatchObject({ maxFeePerGas, problem: 'FEE_CEILING' })
    expect(lines.filter((line) => line.includes('FEE_CEILING'))).toHaveLength(1)
    const tooDear = open(await createWallet(), { rules: rulesWith({ maxFeePerGas: 1n }) })
    await expect(tooDear.send(request())).rejects.toMatchObject({
      code: 'RELAY_PAUSED',
      details: { reason: 'FEE_CEILING' },
    })
  })

  test('lets go of what it carries when its nonce is used elsewhere, and takes the next', async () => {
    const wallet = await createWallet()
    const carries = ['enrolment/garden/race']
    const unheard = open(wallet, { publish: () => Promise.reject(new Killed('killed')) })
    const lost = await unheard.send(request({ carries }))
    await (await wallet.sendTransaction({ to: SOMEBODY, nonce: 0 })).wait()
    const outbox = open(wallet)
    // Once may be a node that is behind.
    expect(await follow(outbox)).toMatchObject({ state: 'PENDING', problem: 'NONCE_TAKEN' })
    expect(await follow(outbox)).toMatchObject({ state: 'REPLACED', cost: '0' })
    const again = await outbox.send(request({ carries }))
    expect([lost.nonce, again.nonce]).toEqual([0, 1])
    expect(await outbox.wait(again.id, 5_000)).toMatchObject({ state: 'MINED' })
  })

  test('brings back what a reorganisation has unmined, with what it carries', async () => {
    const wallet = await createWallet()
    const snapshot = await node.send('evm_snapshot', [])
    const outbox = open(wallet)
    const { hashes } = await outbox.send(request())
    const mined = await follow(outbox)
    expect(mined).toMatchObject({ state: 'MINED' })
    await node.send('evm_revert', [snapshot])
    await node.send('evm_setAutomine', [false])
    await node.send('evm_mine', [])
    expect(await follow(outbox)).toMatchObject({ state: 'PENDING', cost: null, block: null })
    expect(await countClaims()).toBe(1)
    await node.send('evm_mine', [])
    const { state, minedHash, blockHash } = await follow(outbox)
    expect([state, minedHash]).toEqual(['MINED', hashes[0]])
    expect(blockHash).not.toBe(mined.blockHash)
  })

  test('follows no longer what is buried deep, and forgets what it carried', async () => {
    const outbox = open(await createWallet())
    await outbox.send(request())
    expect(await follow(outbox)).toMatchObject({ state: 'MINED', isFinal: false })
    await node.send('anvil_mine', ['0x50'])
    const kept = { state: 'MINED', isFinal: true, raw: '', carries: [] }
    expect(await follow(outbox)).toMatchObject(kept)
  })

  test('notes what was mined and reverted, and its price, and lets go of what it carried', async () => {
    const outbox = open(await createWallet())
    const sent = await outbox.send(request({ to: REVERTING }))
    const row = await outbox.wait(sent.id, 5_000)
    expect(row).toMatchObject({ state: 'FAILED', minedHash: sent.hashes[0] })
    expect(BigInt(row.cost ?? 0)).toBeGreaterThan(0n)
    expect(await countClaims()).toBe(0)
  })

  test('gives up what is stuck and would fail by now, for the price of an empty one', async () => {
    const wallet = await createWallet()
    await node.send('evm_setAutomine', [false])
    const outbox = open(wallet, { rules: rulesWith({ raiseAfter: 0 }) })
    await outbox.send(request({ to: REVERTING }))
    const raised = await follow(outbox)
    expect(Transaction.from(raised.raw)).toMatchObject({ to: wallet.address, gasLimit: 21_000n })
    await node.send('evm_mine', [])
    expect(await follow(outbox)).toMatchObject({ state: 'DROPPED', minedHash: raised.hashes[1] })
    expect(await countClaims()).toBe(0)
  })

  test('spends no more for a space in a day than it may, and says why it waits', async () => {
    const wallet = await createWallet()
    const lines: string[] = []
    const logger = createLogger({ level: 'trace', write: (line) => lines.push(line) })
    await node.send('evm_setAutomine', [false])
    const { reserved } = await open(wallet).send(request({ carries: ['enrolment/garden/a'] }))
    const cap = BigInt(reserved) * 2n - 1n
    const rules = rulesWith({ dailyCap: (space) => (space === 'garden' ? cap : null) })
    const outbox = open(wallet, { rules, logger })
    const second = request({ carries: ['enrolment/garden/b'] })
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(outbox.send(second)).rejects.toMatchObject({
        code: 'RELAY_PAUSED',
        details: { reason: 'SPENDING_CAP' },
      })
    }
    const status = () => outbox.readStatus('garden')
    expect(await status()).toMatchObject({
      spent: 0n,
      reserved: BigInt(reserved),
      cap,
      pending: 1,
      hold: { reason: 'SPENDING_CAP' },
    })
    expect(lines.filter((line) => line.includes('SPENDING_CAP'))).toHaveLength(1)
    // Another space has a budget of its own.
    await outbox.send(request({ spaceId: 'meadow', carries: ['enrolment/meadow/a'] }))
    // What was mined cost less than was put aside, so there is room again.
    await node.send('evm_mine', [])
    await outbox.follow()
    await outbox.send(second)
    expect(await status()).toMatchObject({ pending: 1, hold: null })
    // What was spent a day ago no longer counts.
    await database.prisma.relayTransaction.updateMany({
      data: { endedAt: new Date(Date.now() - 24 * 3_600_000 - 1_000) },
    })
    expect(await status()).toMatchObject({ spent: 0n })
  })

  test('signs nothing that its account cannot pay', async () => {
    const outbox = open(await createWallet(1_000n))
    await expect(outbox.send(request())).rejects.toMatchObject({ details: { reason: 'FUNDS' } })
    expect(await database.prisma.relayTransaction.count()).toBe(0)
  })

  test('waits, without raising fees, while a node says that the account has too little', async () => {
    const wallet = await createWallet()
    const unheard = open(wallet, { publish: () => Promise.reject(new Killed('killed')) })
    const { hashes } = await unheard.send(request())
    await node.send('anvil_setBalance', [wallet.address, '0x1'])
    const outbox = open(wallet, { rules: rulesWith({ raiseAfter: 3_600 }) })
    expect(await follow(outbox)).toMatchObject({ state: 'PENDING', problem: 'FUNDS' })
    const impatient = open(wallet, { rules: rulesWith({ raiseAfter: 0 }) })
    expect(await follow(impatient)).toMatchObject({ hashes, problem: 'FUNDS' })
    await node.send('anvil_setBalance', [wallet.address, '0xde0b6b3a7640000'])
    await outbox.follow()
    expect(await follow(outbox)).toMatchObject({ state: 'MINED', minedHash: hashes[0] })
  })

  test('gives processes that share an account different nonces, and each ballot to one', async () => {
    const wallet = await createWallet()
    await node.send('evm_setAutomine', [false])
    const outboxes = [open(wallet), open(wallet)] as const
    const send = (index: number) =>
      outboxes[index % 2 === 0 ? 0 : 1].send(
        request({ carries: [`enrolment/garden/${Math.floor(index / 2)}`] }),
      )
    const outcomes = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(send))
    const sent = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(sent.map(({ nonce }) => nonce).sort()).toEqual([0, 1, 2])
    expect(refused.filter((error) => error instanceof AlreadyCarriedError)).toHaveLength(3)
  })

  test('logs no key', async () => {
    const wallet = await createWallet()
    const lines: string[] = []
    const logger = createLogger({ level: 'trace', write: (line) => lines.push(line) })
    await open(wallet, { logger }).send(request())
    const failing = open(wallet, { logger, publish: () => Promise.reject(new Error('no')) })
    await failing.send(request({ carries: ['enrolment/garden/other'] }))
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join('')).not.toContain(wallet.privateKey.slice(2, 34))
  })
})
