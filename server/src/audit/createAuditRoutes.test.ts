import {
  type ChainQuestion,
  createIdentity,
  createRequestProvider,
  exportArchive,
  PersonhoodGovernor__factory,
  parseArchive,
  type WireChainAnswer,
} from '@psephos/lib'
import { id, toBeHex } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRateLimits } from '../http/createRateLimits.ts'
import { serveTestSpace, type TestServer } from '../testing/serveTestSpace.ts'
import { startTestSpace, type TestSpace } from '../testing/startTestSpace.ts'

const governorInterface = PersonhoodGovernor__factory.createInterface()
const TRANSFER = id('Transfer(address,address,uint256)')
const STRANGER = `0x${'ab'.repeat(20)}`

let dao: TestSpace
let server: TestServer
let proposalId: bigint
beforeAll(async () => {
  dao = await startTestSpace('pglite', { secret: true })
  await dao.enrol(createIdentity(), 1)
  proposalId = await dao.openProposal({ title: 'A garden?', optionCount: 1 })
  server = await serveTestSpace(dao, {
    limits: createRateLimits({ prisma: dao.prisma, secret: new Uint8Array(32) }),
  })
})
afterAll(async () => {
  await server?.close()
  await dao?.close()
})

const ask = (method: string, ...params: readonly unknown[]): Promise<WireChainAnswer> =>
  server.client.askChain({ space: dao.space.id, method, params })
const callGovernor = (data: string) => ({ to: dao.space.governor, data })
const clock = () => callGovernor(governorInterface.encodeFunctionData('CLOCK_MODE'))
const logsOf = (address: string | string[], topic: string | null = null) => ({
  address,
  topics: [topic],
  fromBlock: '0x0',
  toBlock: '0x1ffff',
})

describe('POST /spaces/{space}/chain', () => {
  test.each([false, true])(
    'answers whatever an audit asks (of a secret proposal: %s), as the node itself would',
    async (secret) => {
      const secretly = () => dao.openProposal({ title: 'A pond?', optionCount: 3, secret: true })
      const election = {
        governor: dao.space.governor,
        proposalId: secret ? await secretly() : proposalId,
      }
      const provider = createRequestProvider({
        chainId: dao.chain.chainId,
        request: async ({ method, params }) => {
          const answer = await ask(method, ...params)
          if ('error' in answer) throw Object.assign(new Error(answer.error.message), answer.error)
          return answer.result
        },
      })
      const asked = await exportArchive({ provider, ...election })
      expect(asked).toBe(await exportArchive({ provider: dao.node, ...election }))
      expect(parseArchive(asked).version).toBe(secret ? 2 : 1)
    },
  )

  test('hands on what a contract reverts with', async () => {
    const unknown = callGovernor(governorInterface.encodeFunctionData('state', [12n]))
    const data = governorInterface.encodeErrorResult('GovernorNonexistentProposal', [12n])
    expect(await ask('eth_call', unknown, 'latest')).toEqual({
      error: { code: 3, message: 'execution reverted', data },
    })
  })

  test('knows the chain’s number without asking the node', async () => {
    expect(await ask('eth_chainId')).toEqual({ result: toBeHex(dao.chain.chainId) })
  })

  const refused: [string, string, () => readonly unknown[]][] = [
    ['what would change something', 'eth_sendRawTransaction', () => ['0x00']],
    ['what would cost much', 'debug_traceTransaction', () => [`0x${'0'.repeat(64)}`, {}]],
    ['what an audit does not need', 'eth_getBalance', () => [STRANGER, 'latest']],
    ['another’s contract', 'eth_call', () => [{ ...clock(), to: STRANGER }, 'latest']],
    ['a call in another’s name', 'eth_call', () => [{ ...clock(), from: STRANGER }, 'latest']],
    ['a call with more gas', 'eth_call', () => [{ ...clock(), gas: '0xffffff' }, 'latest']],
    ['a call of another state', 'eth_call', () => [clock(), 'latest', {}]],
    ['long data', 'eth_call', () => [{ ...clock(), data: `0x${'00'.repeat(261)}` }, 'latest']],
    ['another’s events', 'eth_getLogs', () => [logsOf(STRANGER, TRANSFER)]],
    ['all of another’s events', 'eth_getLogs', () => [logsOf(STRANGER)]],
    [
      'another’s events beside one’s own',
      'eth_getLogs',
      () => [logsOf([dao.space.group, STRANGER])],
    ],
    ['the events of nobody in particular', 'eth_getLogs', () => [{ ...logsOf([]), address: [] }]],
    ['whole blocks', 'eth_getBlockByNumber', () => ['latest', true]],
    ['the state of what is not mined', 'eth_getBlockByNumber', () => ['pending', false]],
  ]
  test.each(refused)('refuses %s', async (_, method, params) => {
    await expect(ask(method, ...params())).rejects.toMatchObject({ code: 'REQUEST_MALFORMED' })
  })

  test('gives a timelock’s events of any address: a DAO may have had another', async () => {
    const answer = await ask('eth_getLogs', logsOf(STRANGER, id('CallSalt(bytes32,bytes32)')))
    expect(answer).toEqual({ result: [] })
  })

  test('asks for fewer blocks than may hold too much', async () => {
    const range = { ...logsOf(dao.space.group), toBlock: '0x20000' }
    expect(await ask('eth_getLogs', range)).toMatchObject({ error: { code: -32_005 } })
  })

  test('says nothing of its node when that fails', async () => {
    const failing = { ...dao.chain, provider: Object.create(dao.chain.provider) }
    const secret = 'https://node.example/key-of-the-operator'
    failing.provider.send = () => Promise.reject(new Error(`no answer from ${secret}`))
    const { origin, close } = await serveTestSpace(dao, { chain: failing })
    const response = await fetch(`${origin}/api/v1/spaces/${dao.space.id}/chain`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ method: 'eth_blockNumber', params: [] } satisfies ChainQuestion),
    })
    expect(response.status).toBe(503)
    const text = await response.text()
    expect(text).toContain('CHAIN_UNAVAILABLE')
    expect(text).not.toContain('node.example')
    await close()
  })

  test('refuses a space that there is not', async () => {
    await expect(
      server.client.askChain({ space: 'nowhere', method: 'eth_chainId', params: [] }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
