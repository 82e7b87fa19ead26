import { JsonRpcProvider } from 'ethers'
import type { Chain } from './openChain.ts'

/** What a node refuses. */
export interface Poverty {
  /** The most blocks for whose events it can be asked at once. */
  readonly blocks?: number
  /** It keeps no traces. */
  readonly traces?: false
}

/** Asks the chain's node, but refuses what many public nodes refuse. Counts what it was asked. */
export class PoorNode extends JsonRpcProvider {
  readonly asked: string[] = []
  readonly #poverty: Poverty

  constructor(url: string, poverty: Poverty) {
    super(url, undefined, { staticNetwork: true, cacheTimeout: -1 })
    this.#poverty = poverty
  }

  override async send(method: string, parameters: unknown[]): Promise<unknown> {
    this.asked.push(method)
    const { blocks = Number.POSITIVE_INFINITY, traces = true } = this.#poverty
    if (method === 'debug_traceTransaction' && !traces) throw new Error('method not found')
    if (method === 'eth_getLogs' && rangeOf(parameters) > blocks) {
      throw new Error('query exceeds max block range')
    }
    return super.send(method, parameters)
  }
}

/** Opens a poor node of the chain; whoever opens it destroys it. */
export function createPoorNode({ provider }: Chain, poverty: Poverty): PoorNode {
  return new PoorNode(provider._getConnection().url, poverty)
}

function rangeOf([filter]: unknown[]): number {
  if (typeof filter !== 'object' || filter === null) return 0
  const { fromBlock, toBlock } = { fromBlock: '0x0', toBlock: '0x0', ...filter }
  return Number(toBlock) - Number(fromBlock) + 1
}
