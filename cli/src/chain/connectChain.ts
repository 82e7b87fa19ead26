import { ChainUnavailableError } from '@psephos/lib'
import { FetchRequest, JsonRpcProvider, Network } from 'ethers'
import type { Context } from '../Context.ts'
import { parseUrl } from '../input/parsers.ts'
import { UsageError } from '../UsageError.ts'

/** The longest that a node may take to say of which chain it is, in milliseconds. */
const GREETING_TIMEOUT = 30_000

/**
 * Returns a provider of the chain whose node stands at `rpc`, or at `PSEPHOS_RPC_URL`. Call `destroy` when done.
 * @throws UsageError when neither is given.
 * @throws ChainUnavailableError when no node answers there.
 */
export async function connectChain(
  context: Context,
  { rpc }: { rpc?: string | undefined },
): Promise<JsonRpcProvider> {
  const url = rpc ?? readVariable(context)
  if (url === undefined) {
    throw new UsageError('Which node? Give --rpc <url>, or set PSEPHOS_RPC_URL.')
  }
  // Its path or its password may be the key of a paid node.
  context.output.conceal(url)
  const chainId = await askChainId(url)
  context.signal.throwIfAborted()
  return new JsonRpcProvider(createRequest(url), chainId, {
    staticNetwork: Network.from(chainId),
    // Transactions follow each other at once: a remembered nonce would be that of the one before.
    cacheTimeout: -1,
    pollingInterval: 1_000,
  })
}

function readVariable({ secrets }: Context): string | undefined {
  if (secrets.rpcUrl === undefined) return undefined
  try {
    return parseUrl(secrets.rpcUrl)
  } catch {
    throw new UsageError('PSEPHOS_RPC_URL must be a URL that begins with http:// or https://.')
  }
}

function createRequest(url: string): FetchRequest {
  const request = new FetchRequest(url)
  request.timeout = GREETING_TIMEOUT
  return request
}

/** ethers' own provider asks for ever, and says so on stdout. */
async function askChainId(url: string): Promise<number> {
  const request = createRequest(url)
  request.body = { jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] }
  try {
    const response = await request.send()
    response.assertOk()
    const answer: unknown = response.bodyJson
    const result = isRecord(answer) ? answer['result'] : undefined
    const chainId = typeof result === 'string' && /^0x[0-9a-f]+$/i.test(result) ? Number(result) : 0
    if (!Number.isSafeInteger(chainId) || chainId < 1) throw new Error('It is no node of a chain.')
    return chainId
  } catch (cause) {
    throw new ChainUnavailableError({ chainId: null }, { cause })
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
