import { LOCAL_MNEMONIC, startLocalChain } from '@psephos/server/src/development/startLocalChain.ts'
import { HDNodeWallet, JsonRpcProvider, type Signer } from 'ethers'

/** A chain that lasts as long as a test file. */
export interface Chain {
  readonly provider: JsonRpcProvider
  /** The account that pays for everything. */
  readonly signer: Signer
  /** Moves the clock to `timestamp`, in seconds, and mines a block there. */
  readonly moveClockTo: (timestamp: bigint) => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts a chain on a free port. */
export async function openChain(): Promise<Chain> {
  const local = await startLocalChain({ stateFile: null, port: 0 })
  const provider = new JsonRpcProvider(local.rpcUrl, undefined, {
    staticNetwork: true,
    cacheTimeout: -1,
    pollingInterval: 10,
  })
  return {
    provider,
    signer: HDNodeWallet.fromPhrase(LOCAL_MNEMONIC).connect(provider),
    moveClockTo: async (timestamp) => {
      await provider.send('evm_setNextBlockTimestamp', [Number(timestamp)])
      await provider.send('evm_mine', [])
    },
    close: async () => {
      provider.destroy()
      await local.stop()
    },
  }
}
