import type { JsonRpcProvider } from 'ethers'
import { vi } from 'vitest'

/**
 * Mines block after block until `outcome` is there, and returns it. Whoever waits for a transaction
 * looks when a new block comes, so the one that holds it may not be enough.
 */
export async function mineUntil<Outcome>(
  node: JsonRpcProvider,
  outcome: Promise<Outcome>,
): Promise<Outcome> {
  const there = outcome.then((value) => ({ value }))
  const { value } = await vi.waitUntil(
    async () => {
      await node.send('evm_mine', [])
      return Promise.race([there, null])
    },
    { timeout: 60_000, interval: 250 },
  )
  return value
}
