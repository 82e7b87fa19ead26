import { PersonhoodGovernor__factory } from '@psephos/lib'
import type { DevelopmentStack } from '@psephos/server/src/development/startDevelopment.ts'
import { JsonRpcProvider, toBeHex, ZeroHash } from 'ethers'

/** The most storage slots that are tried. */
const SLOTS = 64

/**
 * Makes the stack's DAO one in which members alone propose, once in an epoch, and begins an epoch in
 * which all who are enrolled by now may. To have it voted would take the test minutes.
 */
export async function letMembersPropose({ rpcUrl, space }: DevelopmentStack): Promise<void> {
  const node = new JsonRpcProvider(rpcUrl, space.chainId, {
    staticNetwork: true,
    cacheTimeout: -1,
  })
  const governor = PersonhoodGovernor__factory.connect(space.governor, node)
  const write = (slot: number, value: string) =>
    node.send('anvil_setStorageAt', [space.governor, toBeHex(slot, 32), value])
  try {
    for (let slot = 0; (await governor.memberProposalLimit()) !== 1n; slot += 1) {
      if (slot === SLOTS) throw new Error('The governor keeps its limit in another place.')
      if ((await node.getStorage(space.governor, slot)) !== ZeroHash) continue
      await write(slot, toBeHex(1, 32))
      if ((await governor.memberProposalLimit()) !== 1n) await write(slot, ZeroHash)
    }
    const next = (await governor.proposalEpoch()) + (await governor.proposalEpochDuration())
    await node.send('evm_setNextBlockTimestamp', [Number(next) + 1])
    await node.send('evm_mine', [])
  } finally {
    node.destroy()
  }
}
