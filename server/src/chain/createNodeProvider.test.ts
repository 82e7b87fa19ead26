import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { PersonhoodGovernor__factory } from '@psephos/lib'
import type { JsonRpcProvider } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readProposalFacts } from '../proposals/readProposalFacts.ts'
import type { Chain } from './connectChain.ts'
import { createNodeProvider } from './createNodeProvider.ts'
import { nameChainFailure } from './nameChainFailure.ts'

const CHAIN_ID = 137
const GOVERNOR = `0x${'a'.repeat(40)}`
const HASH = `0x${'1'.repeat(64)}`

let server: Server
let provider: JsonRpcProvider
/** What the node answers, all of it. */
let answer: (id: unknown) => string = () => ''
const say = (result: unknown) => (id: unknown) => JSON.stringify({ jsonrpc: '2.0', id, result })

beforeAll(async () => {
  server = createServer(async (request, response) => {
    response.end(answer(JSON.parse(await text(request)).id))
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  provider = createNodeProvider({ rpcUrl: `http://127.0.0.1:${port}`, chainId: CHAIN_ID })
})
afterAll(() => {
  provider.destroy()
  server.close()
})

const questions: Record<string, () => Promise<unknown>> = {
  eth_blockNumber: () => provider.getBlockNumber(),
  eth_call: () => provider.call({ to: GOVERNOR, data: '0x' }),
  eth_estimateGas: () => provider.estimateGas({ to: GOVERNOR, data: '0x' }),
  eth_getBalance: () => provider.getBalance(GOVERNOR),
  eth_getCode: () => provider.getCode(GOVERNOR),
  eth_getLogs: () => provider.getLogs({ address: GOVERNOR }),
  eth_getTransactionCount: () => provider.getTransactionCount(GOVERNOR),
  'a view': () => PersonhoodGovernor__factory.connect(GOVERNOR, provider).votingPeriod(),
}
const ask = (question: string) =>
  questions[question]?.().catch((error: unknown) => nameChainFailure(error, CHAIN_ID))
const unavailable = { code: 'CHAIN_UNAVAILABLE', details: { chainId: CHAIN_ID } }

describe('a node’s odd answer', () => {
  test.each(
    Object.keys(questions).flatMap((question) =>
      [null, 12, {}, 'yes', '0xg', '0x0', ['0x1']].map((result) => [question, result] as const),
    ),
  )('to %s is no failure of ours: %j', async (question, result) => {
    answer = say(result)
    const given = await ask(question)
    if (given instanceof Error) expect(given).toMatchObject(unavailable)
    else expect([0, 0n, 12, ['0x1']]).toContainEqual(given)
  })

  test.each([
    ['a page', '<html>'],
    ['nothing', ''],
    ['no object', 'null'],
    ['no objects', '[null, 1]'],
    ['bytes that are no text', '\ud800'],
    ['another’s answer', '{"jsonrpc":"2.0","id":"x","result":"0x1"}'],
  ])('is no failure of ours when it is %s', async (_what, body) => {
    answer = () => body
    expect(await ask('eth_blockNumber')).toMatchObject(unavailable)
  })

  test.each([{}, { hash: HASH }, 'yes', { hash: 1, number: null }])(
    'is no failure of ours when it is no block and no transaction: %j',
    async (result) => {
      answer = say(result)
      for (const read of [provider.getBlock(1), provider.getTransaction(HASH)])
        expect(
          nameChainFailure(await read.catch((error: unknown) => error), CHAIN_ID),
        ).toMatchObject(unavailable)
    },
  )

  test('that never comes is waited for no longer than it may take', async () => {
    const silent = createServer(() => undefined)
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const rpcUrl = `http://127.0.0.1:${port}`
    const waiting = createNodeProvider({ rpcUrl, chainId: CHAIN_ID, timeout: 50 })
    const failure: unknown = await waiting.getBlockNumber().catch((error: unknown) => error)
    expect(nameChainFailure(failure, CHAIN_ID)).toMatchObject(unavailable)
    waiting.destroy()
    silent.closeAllConnections()
    silent.close()
  })

  test('may say that there is no error', async () => {
    answer = (id) => JSON.stringify({ jsonrpc: '2.0', id, result: '0x7', error: null })
    expect(await ask('eth_blockNumber')).toBe(7)
  })

  test.each([
    ['no bytes', 0],
    ['half a word', 16],
    ['a word where there are many', 32],
  ])('to what becomes of a proposal is no failure of ours: %s', async (_what, size) => {
    const word = (value: number) => value.toString(16).padStart(64, '0')
    // Of each of the six views: that it succeeded, and how many bytes follow.
    const data = `0x${`${word(1)}${word(size)}${'00'.repeat(size)}`.repeat(6)}`
    answer = (id) =>
      JSON.stringify({
        jsonrpc: '2.0',
        id,
        error: { code: 3, message: 'execution reverted', data },
      })
    const governor = PersonhoodGovernor__factory.connect(GOVERNOR, provider)
    const chain = { provider, chainId: CHAIN_ID, governor: () => governor } as unknown as Chain
    const proposals = [{ id: '7', snapshot: 1, optionCount: 2 }]
    const facts = readProposalFacts({ chain, governor: GOVERNOR, proposals })
    if (size === 0) expect(await facts).toEqual([null])
    else await expect(facts).rejects.toMatchObject(unavailable)
  })
})
