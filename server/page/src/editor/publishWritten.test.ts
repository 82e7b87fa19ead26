import { BrowserProvider, JsonRpcSigner } from 'ethers'
import { describe, expect, test } from 'vitest'
import { checkProposal } from './checkProposal.ts'
import { createOption } from './proposalForm.ts'
import { type PublishWrittenParameters, publishWritten } from './publishWritten.ts'

const { proposal } = checkProposal({
  title: 'A pond?',
  body: '',
  discussion: '',
  tags: '',
  options: [
    {
      ...createOption(),
      title: 'Yes',
      calls: [
        {
          key: 'a',
          call: { kind: 'raw', target: `0x${'ab'.repeat(20)}`, amount: '', calldata: '' },
        },
      ],
    },
  ],
  voiceCredits: '100',
  maxWinners: '',
  committee: null,
})
if (proposal === null) throw new Error('There is no proposal.')
const { proposalId, metadata } = proposal

/** Of a wallet on another chain than the DAO's, which publishes nothing. */
function createSigner(): JsonRpcSigner {
  const provider = new BrowserProvider({ request: async () => '0x5' })
  return new JsonRpcSigner(provider, `0x${'cd'.repeat(20)}`)
}

/** Of a wallet on the DAO's chain, which mines what it is sent with that status. */
function createSender(status: '0x0' | '0x1'): JsonRpcSigner {
  const from = `0x${'cd'.repeat(20)}`
  const to = `0x${'ef'.repeat(20)}`
  const mined = { blockHash: HASH, blockNumber: '0x1', transactionIndex: '0x0', from, to }
  const answers: Record<string, unknown> = {
    eth_accounts: [from],
    eth_blockNumber: '0x1',
    eth_call: `0x${'00'.repeat(32)}`,
    eth_chainId: '0x1',
    eth_estimateGas: '0x5208',
    eth_sendTransaction: HASH,
    eth_getTransactionByHash: {
      ...mined,
      ...{ hash: HASH, nonce: '0x0', gas: '0x5208', value: '0x0', input: '0x', gasPrice: '0x1' },
      ...{ type: '0x0', chainId: '0x1', v: '0x25', r: HASH, s: HASH },
    },
    eth_getTransactionReceipt: {
      ...mined,
      ...{ transactionHash: HASH, status, logs: [], logsBloom: `0x${'00'.repeat(256)}` },
      ...{ gasUsed: '0x5208', cumulativeGasUsed: '0x5208', effectiveGasPrice: '0x1', type: '0x0' },
    },
  }
  const provider = new BrowserProvider({ request: async ({ method }) => answers[method] ?? null })
  return new JsonRpcSigner(provider, from)
}
const HASH = `0x${'12'.repeat(32)}`

/** Publishes with what differs, and tells what was seen on the way. */
const publish = async (change: Partial<PublishWrittenParameters>) => {
  const seen: unknown[] = []
  const parameters: PublishWrittenParameters = {
    space: { chainId: 1, governor: `0x${'ef'.repeat(20)}` },
    proposal,
    client: {
      storeMetadata: async (stored) => {
        expect(stored.metadata).toEqual(metadata)
        return cid
      },
    },
    connect: async () => createSigner(),
    member: null,
    onProgress: ({ stage }) => seen.push(stage),
    onPublication: (publication) => seen.push(publication),
    signal: new AbortController().signal,
    ...change,
  }
  const error = await publishWritten(parameters).then(
    () => null,
    (failure: unknown) => failure,
  )
  return { seen, error }
}
const cid = /ipfs:\/\/(\w+)$/.exec(proposal.description)?.[1] ?? ''

describe('publishWritten', () => {
  test('notes that a wallet is asked, and takes it back when nothing was sent', async () => {
    const { seen, error } = await publish({})
    expect(error).toMatchObject({ code: 'CHAIN_MISMATCH' })
    expect(seen).toEqual(['wallet', 'host', 'confirm', { proposalId, transaction: null }, null])
  })

  test('keeps what was sent, and takes it back when it was mined without an effect', async () => {
    const stages = ['wallet', 'host', 'confirm', { proposalId, transaction: null }]
    const sent = [...stages, { proposalId, transaction: HASH }, 'mine']
    const published = await publish({ connect: async () => createSender('0x1') })
    expect(published).toEqual({ seen: sent, error: null })
    const reverted = await publish({ connect: async () => createSender('0x0') })
    expect(reverted.error).toMatchObject({ code: 'CHAIN_REVERTED' })
    expect(reverted.seen).toEqual([...sent, null])
  })

  test('asks no wallet to publish what the server hosts otherwise', async () => {
    const { seen, error } = await publish({ client: { storeMetadata: async () => 'bafkreiother' } })
    expect(error).toMatchObject({ code: 'METADATA_MISMATCH' })
    expect(seen).toEqual(['wallet', 'host'])
  })

  test('asks a member for their secret first, and proves once the text is hosted', async () => {
    const { seen, error } = await publish({
      member: {
        unlock: async () => 'secret',
        prove: async (parameters) => {
          expect(parameters).toMatchObject({ secret: 'secret', proposalId })
          parameters.onProgress({ stage: 'proof' })
          throw new Error('no proof')
        },
      },
    })
    expect(error).toMatchObject({ message: 'no proof' })
    expect(seen).toEqual(['wallet', 'host', 'proof'])
  })

  test('goes no further once it is stopped', async () => {
    const controller = new AbortController()
    const connect = async () => {
      controller.abort()
      return createSigner()
    }
    const { seen } = await publish({ connect, signal: controller.signal })
    expect(seen).toEqual(['wallet'])
  })
})
