import { BrowserProvider, toBeHex } from 'ethers'
import { describe, expect, test } from 'vitest'
import { readDecimals } from './readDecimals.ts'

const token = '0x000000000000000000000000000000000000c0de'

function read(answer: () => unknown): Promise<number | null> {
  const provider = new BrowserProvider({
    request: async ({ method }) => (method === 'eth_chainId' ? '0x1' : answer()),
  })
  return readDecimals({ provider, token })
}

describe('readDecimals', () => {
  test('asks the contract', async () => {
    expect(await read(() => toBeHex(6, 32))).toBe(6)
  })

  test('knows nothing of what is no token', async () => {
    expect(await read(() => '0x')).toBeNull()
    const reverted = Object.assign(new Error('execution reverted'), { code: 3, data: '0x' })
    expect(
      await read(() => {
        throw reverted
      }),
    ).toBeNull()
  })
})
