import { type WireChainAnswer, wireChainAnswer } from '../../wire/chainQuestion.ts'
import type { ServerRequests } from '../createServerRequest.ts'
import type { RequestOptions } from './RequestOptions.ts'
import { spacePath } from './serverPaths.ts'

/** What a server asks the chain for others. */
export type ChainCalls = {
  /**
   * Has the server ask its node a question of Ethereum's JSON-RPC, of those that an audit asks:
   * {@link wireChainQuestion}. It is then the server's word what the chain says.
   */
  askChain(
    parameters: { space: string; method: string; params: readonly unknown[] } & RequestOptions,
  ): Promise<WireChainAnswer>
}

/** Returns what asks the chain through a server. */
export function createChainCalls({ requestJson }: ServerRequests): ChainCalls {
  return {
    askChain({ space, signal, ...body }) {
      return requestJson({
        path: `${spacePath(space)}/chain`,
        body,
        answer: wireChainAnswer,
        signal,
      })
    },
  }
}
