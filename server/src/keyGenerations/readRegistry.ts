import { SecretBallotBox__factory, type WireSpace } from '@psephos/lib'
import { isCallException, isError, ZeroAddress } from 'ethers'
import type { Chain } from '../chain/connectChain.ts'

/** Returns where the committees of a space's ballot box are registered, in lower case; null where it has no box. */
export async function readRegistry(
  chain: Chain,
  space: Pick<WireSpace, 'governor'>,
): Promise<string | null> {
  try {
    const box = await chain.governor(space).secretBallotBox()
    if (box === ZeroAddress) return null
    const registry = await SecretBallotBox__factory.connect(box, chain.provider).committees()
    return registry.toLowerCase()
  } catch (error) {
    // A governor of an older release has no such function.
    if (isCallException(error) || isError(error, 'BAD_DATA')) return null
    throw error
  }
}
