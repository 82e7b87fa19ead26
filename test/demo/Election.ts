import {
  createServerClient,
  type PersonhoodGovernor,
  PersonhoodGovernor__factory,
  type PersonhoodGroup,
  PersonhoodGroup__factory,
  type ServerClient,
  type WireSpace,
} from '@psephos/lib'
import type { DevelopmentStack } from '@psephos/server/src/development/startDevelopment.ts'
import { LOCAL_MNEMONIC } from '@psephos/server/src/development/startLocalChain.ts'
import type { DevelopmentWallet } from '@psephos/server/src/development/world-id/DevelopmentWallet.ts'
import { HDNodeWallet, JsonRpcProvider, type Signer } from 'ethers'
import type { Checks } from './Checks.ts'

/** What people have in an election: the server's HTTP interface, the chain and their World ID. */
export interface Election {
  readonly client: ServerClient
  readonly chain: JsonRpcProvider
  readonly space: WireSpace
  readonly group: PersonhoodGroup
  readonly governor: PersonhoodGovernor
  readonly wallet: DevelopmentWallet
  /** An account with ETH that is not the server's: it proposes, casts directly and executes. */
  readonly account: Signer
  readonly checks: Checks
  /** Moves the chain's clock to `timestamp`, in seconds, and mines a block there. */
  readonly moveClockTo: (timestamp: number) => Promise<void>
  readonly close: () => void
}

/** Any account of the local chain that the server does not use. */
const ACCOUNT = 5

/** Connects to a running stack as an outsider would: by its addresses. */
export function openElection({
  stack,
  checks,
}: {
  stack: DevelopmentStack
  checks: Checks
}): Election {
  const { space, wallet } = stack
  const chain = new JsonRpcProvider(stack.rpcUrl, space.chainId, {
    staticNetwork: true,
    cacheTimeout: -1,
    pollingInterval: 100,
  })
  const account = HDNodeWallet.fromPhrase(LOCAL_MNEMONIC, '', `m/44'/60'/0'/0/${ACCOUNT}`).connect(
    chain,
  )
  return {
    client: createServerClient({ baseUrl: stack.url }),
    chain,
    space,
    group: PersonhoodGroup__factory.connect(space.group, chain),
    governor: PersonhoodGovernor__factory.connect(space.governor, account),
    wallet,
    account,
    checks,
    moveClockTo: async (timestamp) => {
      await chain.send('evm_setNextBlockTimestamp', [timestamp])
      await chain.send('evm_mine', [])
    },
    close: () => chain.destroy(),
  }
}
