import {
  FetchRequest,
  isHexString,
  type JsonRpcPayload,
  JsonRpcProvider,
  type JsonRpcResult,
  makeError,
  type PerformActionRequest,
} from 'ethers'

/** What {@link createNodeProvider} takes. */
export interface CreateNodeProviderParameters {
  readonly rpcUrl: string
  readonly chainId: number
  /** How many milliseconds the node may take to answer; 20 seconds if absent. */
  readonly timeout?: number
}

/** How often ethers asks for the receipt of a transaction, in milliseconds. */
const POLLING_INTERVAL = 500
/** For how long ethers gathers calls into one request, in milliseconds: 10 would be added to each answer. */
const GATHERING = 1
/** ethers waits for five minutes, and with it everybody who asked. */
const TIMEOUT = 20_000

/**
 * Returns ethers' provider for a node. What a node answers that is no answer is `BAD_DATA`: ethers
 * takes some of it for a mistake of ours, such as null where there should be a number.
 */
export function createNodeProvider({
  rpcUrl,
  chainId,
  timeout = TIMEOUT,
}: CreateNodeProviderParameters): JsonRpcProvider {
  const request = new FetchRequest(rpcUrl)
  request.timeout = timeout
  // Answers are never cached: a page that asks right after a block must see it.
  return new NodeProvider(request, chainId, {
    staticNetwork: true,
    cacheTimeout: -1,
    pollingInterval: POLLING_INTERVAL,
    batchStallTime: GATHERING,
  })
}

class NodeProvider extends JsonRpcProvider {
  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    const results = await super._send(payload)
    return results.filter((each) => typeof each === 'object' && each !== null).map(dropNoError)
  }

  override async _perform(request: PerformActionRequest): Promise<unknown> {
    const answer: unknown = await super._perform(request)
    const isFit = fits[request.method]
    if (isFit === undefined || isFit(answer)) return answer
    throw makeError('a node gave no answer to a question', 'BAD_DATA', { value: answer })
  }
}

/** Some nodes say that there was no error. */
function dropNoError(result: JsonRpcResult): JsonRpcResult {
  const { error, ...rest } = result as JsonRpcResult & { error?: unknown }
  return error === null ? rest : result
}

const isQuantity = (answer: unknown): boolean =>
  typeof answer === 'string' && /^0x[0-9a-f]{1,64}$/i.test(answer)
const isBytes = (answer: unknown): boolean => isHexString(answer, true)

/** The rest is objects, whose fields ethers checks. */
const fits: Readonly<Record<string, (answer: unknown) => boolean>> = {
  call: isBytes,
  estimateGas: isQuantity,
  getBalance: isQuantity,
  getBlockNumber: isQuantity,
  getCode: isBytes,
  getGasPrice: isQuantity,
  getLogs: Array.isArray,
  getTransactionCount: isQuantity,
}
