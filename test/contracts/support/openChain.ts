import { startLocalChain } from '@psephos/server/src/development/startLocalChain.ts'
import { JsonRpcProvider, type JsonRpcSigner } from 'ethers'

/** When the clock of every chain starts: later than any machine's, so that it is the same on all. */
const START = 2_000_000_000n

/** A chain that lasts as long as a test file. */
export interface Chain {
  readonly provider: JsonRpcProvider
  /** The account that pays for everything. The chain signs for it, much faster than we would. */
  readonly signer: JsonRpcSigner
  /** Moves the clock to `timestamp`, in seconds, and mines a block there. */
  readonly moveClockTo: (timestamp: bigint) => Promise<void>
  /** Remembers the state as it is, and returns what goes back to it, as often as it is called. */
  readonly keepState: () => Promise<() => Promise<void>>
  readonly close: () => Promise<void>
}

/** Starts a chain on a free port. Its clock is its own, and moves by a second with each block. */
export async function openChain(): Promise<Chain> {
  const local = await startLocalChain({ stateFile: null, port: 0 })
  const provider = new SyncProvider(local.rpcUrl, undefined, {
    staticNetwork: true,
    cacheTimeout: -1,
    pollingInterval: 10,
    // Else each request waits for others to go along with.
    batchMaxCount: 1,
  })
  const moveClockTo = async (timestamp: bigint): Promise<void> => {
    await provider.send('evm_setNextBlockTimestamp', [Number(timestamp)])
    await provider.send('evm_mine', [])
  }
  await provider.send('anvil_setBlockTimestampInterval', [1])
  await moveClockTo(START)
  return {
    provider,
    signer: await provider.getSigner(),
    moveClockTo,
    keepState: async () => {
      let snapshot: unknown = await provider.send('evm_snapshot', [])
      return async () => {
        await provider.send('evm_revert', [snapshot])
        // A snapshot is good for one return.
        snapshot = await provider.send('evm_snapshot', [])
      }
    },
    close: async () => {
      provider.destroy()
      await local.stop()
    },
  }
}

/**
 * Sends a transaction and waits for its receipt in one request. A receipt that is asked for just
 * before the block is mined is waited for until the next block, and here none comes by itself.
 */
class SyncProvider extends JsonRpcProvider {
  override async send(method: string, parameters: unknown[]): Promise<unknown> {
    if (method !== 'eth_sendTransaction' && method !== 'eth_sendRawTransaction')
      return super.send(method, parameters)
    const receipt: { transactionHash: string } = await super.send(`${method}Sync`, parameters)
    return receipt.transactionHash
  }
}
