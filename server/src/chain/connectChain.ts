import {
  ChainUnavailableError,
  ConfigurationInvalidError,
  type PersonhoodGovernor,
  PersonhoodGovernor__factory,
  type PersonhoodGroup,
  PersonhoodGroup__factory,
  type WireSpace,
  type WorldIDIssuer,
  WorldIDIssuer__factory,
} from '@psephos/lib'
import type { JsonRpcProvider } from 'ethers'
import { type BallotBox, createBoxReader } from './createBoxReader.ts'
import { createNodeProvider } from './createNodeProvider.ts'

/** The chain that this server reads and relays to. */
export interface Chain {
  readonly chainId: number
  readonly provider: JsonRpcProvider
  /** The time of the latest block, in seconds: the clock by which voting opens and closes. */
  readonly now: () => Promise<number>
  readonly governor: (space: Pick<WireSpace, 'governor'>) => PersonhoodGovernor
  readonly group: (space: Pick<WireSpace, 'group'>) => PersonhoodGroup
  readonly issuer: (space: Pick<WireSpace, 'issuer'>) => WorldIDIssuer
  /** The governor's ballot box; null where it has none. */
  readonly box: (space: Pick<WireSpace, 'governor'>) => Promise<BallotBox | null>
  readonly close: () => void
}

/**
 * Connects to a node.
 * @throws {@link ConfigurationInvalidError} when nothing answers there.
 */
export async function connectChain({ rpcUrl }: { rpcUrl: string }): Promise<Chain> {
  const chainId = await readChainId(rpcUrl)
  const provider = createNodeProvider({ rpcUrl, chainId })
  // To read a contract's interface takes ten milliseconds, for which nobody else is served.
  const governors = keepByAddress((address) =>
    PersonhoodGovernor__factory.connect(address, provider),
  )
  const groups = keepByAddress((address) => PersonhoodGroup__factory.connect(address, provider))
  const issuers = keepByAddress((address) => WorldIDIssuer__factory.connect(address, provider))
  const governor: Chain['governor'] = (space) => governors(space.governor)
  return {
    chainId,
    provider,
    now: async () => {
      const block = await provider.getBlock('latest')
      if (block === null) throw new ChainUnavailableError({ chainId })
      return block.timestamp
    },
    governor,
    group: ({ group }) => groups(group),
    issuer: ({ issuer }) => issuers(issuer),
    box: createBoxReader({ provider, governor }),
    close: () => provider.destroy(),
  }
}

/** Makes each contract once; there are as many as spaces. */
function keepByAddress<Contract>(connect: (address: string) => Contract) {
  const contracts = new Map<string, Contract>()
  return (address: string): Contract => {
    const contract = contracts.get(address) ?? connect(address)
    contracts.set(address, contract)
    return contract
  }
}

/** One request by hand: ethers would go on asking for ever where nothing answers. */
async function readChainId(rpcUrl: string): Promise<number> {
  try {
    const response = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] }),
      signal: AbortSignal.timeout(10_000),
    })
    const answer: unknown = await response.json()
    if (typeof answer === 'object' && answer !== null && 'result' in answer) {
      const chainId = Number(answer.result)
      if (Number.isSafeInteger(chainId) && chainId > 0) return chainId
    }
  } catch {
    // Said below, with the setting that is wrong.
  }
  throw new ConfigurationInvalidError({
    setting: 'RPC_URL',
    reason: 'names no Ethereum node that answers',
  })
}
