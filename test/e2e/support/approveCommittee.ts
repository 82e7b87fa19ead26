import { PersonhoodGovernor__factory } from '@psephos/lib'
import type { DevelopmentStack } from '@psephos/server/src/development/startDevelopment.ts'
import { JsonRpcProvider, toBeHex } from 'ethers'

/** The most storage slots that are looked at. */
const SLOTS = 64

/** Makes a registered committee that of the stack's DAO, in the place of another. To have it voted would take the test minutes. */
export async function approveCommittee(
  { rpcUrl, space }: DevelopmentStack,
  committee: string,
): Promise<void> {
  const node = new JsonRpcProvider(rpcUrl, space.chainId, {
    staticNetwork: true,
    cacheTimeout: -1,
  })
  try {
    const governor = PersonhoodGovernor__factory.connect(space.governor, node)
    const before = await governor.trusteeCommittee()
    for (let slot = 0; (await governor.trusteeCommittee()) !== committee; slot += 1) {
      if (slot === SLOTS) throw new Error('The governor keeps its committee in another place.')
      if ((await node.getStorage(space.governor, slot)) !== before) continue
      await node.send('anvil_setStorageAt', [space.governor, toBeHex(slot, 32), committee])
    }
    await node.send('evm_mine', [])
  } finally {
    node.destroy()
  }
}
