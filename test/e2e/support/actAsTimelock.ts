import type { DevelopmentStack } from '@psephos/server/src/development/startDevelopment.ts'
import { type JsonRpcApiProvider, JsonRpcProvider, type JsonRpcSigner, toQuantity } from 'ethers'

/**
 * Does something as the DAO's timelock, as if the DAO had voted for it: a vote would take the test minutes. The local chain lets anybody
 * be anybody.
 */
export async function actAsTimelock(
  { rpcUrl, space: { chainId, timelock } }: DevelopmentStack,
  act: (timelock: JsonRpcSigner, node: JsonRpcApiProvider) => Promise<unknown>,
): Promise<void> {
  const node = new JsonRpcProvider(rpcUrl, chainId, {
    ...{ staticNetwork: true, cacheTimeout: -1, pollingInterval: 100 },
  })
  try {
    await node.send('anvil_impersonateAccount', [timelock])
    const balance = await node.getBalance(timelock)
    // It holds the treasury, which pays for the transaction and is given back what it paid.
    await act(await node.getSigner(timelock), node)
    await node.send('anvil_setBalance', [timelock, toQuantity(balance)])
    await node.send('anvil_stopImpersonatingAccount', [timelock])
  } finally {
    node.destroy()
  }
}
