import { type WireResults, wireResults } from '../../wire/results.ts'
import type { ServerRequests } from '../createServerRequest.ts'
import { watchResults } from '../watchResults.ts'
import type { RequestOptions } from './RequestOptions.ts'
import { proposalPath } from './serverPaths.ts'

/** What a server is asked about what ballots add up to. */
export type ResultCalls = {
  /** What a proposal's ballots add up to. */
  getResults(parameters: { proposal: bigint } & RequestOptions): Promise<WireResults>
  /**
   * A proposal's results, at once and then whenever they change, until it is left or aborted.
   * Connects again by itself, and asks now and then where events do not come through; `onConnection`
   * is told which of the two it does.
   */
  watchProposal(
    parameters: {
      proposal: bigint
      onConnection?: ((isOpen: boolean) => void) | undefined
    } & RequestOptions,
  ): AsyncGenerator<WireResults, never>
}

/** Returns what asks a server for results, once or whenever they change. */
export function createResultCalls({ requestJson, openEvents }: ServerRequests): ResultCalls {
  const getResults: ResultCalls['getResults'] = ({ proposal, signal }) =>
    requestJson({ path: `${proposalPath(proposal)}/results`, answer: wireResults, signal })

  return {
    getResults,
    watchProposal({ proposal, signal, onConnection }) {
      const path = `${proposalPath(proposal)}/events`
      return watchResults({
        openStream: (parameters) => openEvents({ path, ...parameters }),
        getResults: (whenLeft) => getResults({ proposal, signal: whenLeft }),
        signal,
        onConnection,
      })
    },
  }
}
