import type { Chain } from '../chain/connectChain.ts'
import type { FeeMarket } from './chooseFees.ts'

/** What is paid on top where the node does not say what others pay: 1 gwei. */
const TIP = 1_000_000_000n

/** Asks the node what the next block takes. */
export async function readFeeMarket({ provider }: Chain): Promise<FeeMarket> {
  const [block, tip] = await Promise.all([
    provider.getBlock('latest'),
    provider
      .send('eth_maxPriorityFeePerGas', [])
      .then(BigInt)
      .catch(() => TIP),
  ])
  return { baseFee: block?.baseFeePerGas ?? 0n, tip }
}
