import { describe, expect, test } from 'vitest'
import { chooseChain } from './chooseChain.ts'

/** A wallet on that chain, and what it was asked. */
function createWallet(chainId: string, onSwitch: () => unknown) {
  const asked: string[] = []
  const provider = {
    async request({ method, params }: { method: string; params?: unknown }) {
      asked.push(method)
      if (method === 'eth_chainId') return chainId
      expect(params).toEqual([{ chainId: '0xa' }])
      return onSwitch()
    },
  }
  return { provider, asked }
}
const { signal } = new AbortController()

describe('chooseChain', () => {
  test('asks a wallet to switch only when it is on another chain', async () => {
    const there = createWallet('0xa', () => null)
    await chooseChain({ ...there, chainId: 10, signal })
    expect(there.asked).toEqual(['eth_chainId'])
    const elsewhere = createWallet('0x1', () => null)
    await chooseChain({ ...elsewhere, chainId: 10, signal })
    expect(elsewhere.asked).toEqual(['eth_chainId', 'wallet_switchEthereumChain'])
  })

  test('says that the wallet does not know the chain', async () => {
    const { provider } = createWallet('0x1', () => {
      throw Object.assign(new Error('Unrecognized chain'), { code: 4902 })
    })
    await expect(chooseChain({ provider, chainId: 10, signal })).rejects.toMatchObject({
      failure: 'chainUnknown',
    })
  })

  test('waits for a wallet that shows its question only until it is stopped', async () => {
    const controller = new AbortController()
    const { provider } = createWallet('0x1', () => {
      controller.abort()
      return new Promise(() => {})
    })
    await expect(
      chooseChain({ provider, chainId: 10, signal: controller.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' })
  })
})
