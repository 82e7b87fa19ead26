import { Network, type Provider } from 'ethers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readChain } from './ChainReader.ts'
import { readAllLogs } from './readLogs.ts'

/** A node with one event in each block, that refuses more than `most` blocks at once. */
function createNode(most: number) {
  const asked: number[] = []
  const node = {
    getNetwork: async () => Network.from(1),
    getLogs: async ({ fromBlock, toBlock }: { fromBlock: number; toBlock: number }) => {
      const count = toBlock - fromBlock + 1
      asked.push(count)
      if (count > most) throw new Error('too many blocks')
      return Array.from({ length: count }, (_, index) => ({
        blockNumber: toBlock - index,
        index: 0,
      }))
    },
  }
  return { asked, provider: node as unknown as Provider }
}

const read = (provider: Provider, fromBlock: number, toBlock: number) =>
  readChain({ provider }, (reader) =>
    readAllLogs({ reader, address: '0x', topics: [], fromBlock, toBlock }),
  )

describe('readLogs', () => {
  test('asks a node without a limit once', async () => {
    const { provider, asked } = createNode(Number.POSITIVE_INFINITY)
    expect(await read(provider, 5, 900_000)).toHaveLength(899_996)
    expect(asked).toEqual([899_996])
  })

  test('gives every block once and in order, however few a node gives at a time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 500 }),
        fc.nat(100),
        fc.nat(2_000),
        async (most, fromBlock, length) => {
          const { provider, asked } = createNode(most)
          const logs = await read(provider, fromBlock, fromBlock + length - 1)
          const blocks = logs.map(({ blockNumber }) => blockNumber)
          expect(blocks).toEqual(Array.from({ length }, (_, index) => fromBlock + index))
          // No more than the fewest that could do, but for finding out how many that is.
          expect(asked.length).toBeLessThanOrEqual(30 + (8 * length) / most)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('gives up on a node that refuses a single block', async () => {
    await expect(read(createNode(0).provider, 0, 100)).rejects.toMatchObject({
      code: 'CHAIN_UNAVAILABLE',
      details: { chainId: 1 },
    })
  })
})
