import { SpaceContractsMismatchError, type WireSpace } from '@psephos/lib'
import { isCallException } from 'ethers'
import type { Chain } from '../chain/connectChain.ts'

/**
 * Checks on the chain that a space's contracts belong together.
 * @throws {@link SpaceContractsMismatchError} when they do not.
 */
export async function checkSpaceContracts(chain: Chain, space: WireSpace): Promise<void> {
  const refuse = (reason: string): never => {
    throw new SpaceContractsMismatchError({ space: space.id, reason })
  }
  if (space.chainId !== chain.chainId) {
    refuse(`is on chain ${space.chainId}, but the node is of chain ${chain.chainId}`)
  }
  const latest = await chain.provider.getBlockNumber()
  if (space.deploymentBlock > latest)
    refuse(`is deployed in block ${space.deploymentBlock}, which is not there yet`)
  if ((await chain.provider.getCode(space.governor)) === '0x')
    refuse('has no governor on this chain')
  const governor = chain.governor(space)
  const [group, timelock] = await Promise.all([ask(governor.group()), ask(governor.timelock())])
  if (group.toLowerCase() !== space.group)
    refuse(`names another group than its governor's, ${group}`)
  if (timelock.toLowerCase() !== space.timelock)
    refuse(`names another timelock than its governor's, ${timelock}`)
  const issuer = await ask(chain.group(space).issuer())
  if (issuer.toLowerCase() !== space.issuer)
    refuse(`names another issuer than its group's, ${issuer}`)
}

/** What a contract answers; `none` where it has no such function: it is no governor, or no group. */
async function ask(answer: Promise<string>): Promise<string> {
  try {
    return await answer
  } catch (error) {
    const isNone = isCallException(error) && (error.data !== null || error.receipt != null)
    if (isNone || isBadData(error)) return 'none'
    throw error
  }
}

function isBadData(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'BAD_DATA'
}
