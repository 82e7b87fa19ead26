import type { ProposalState, WireProposal, WireResults } from '@psephos/lib'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { client } from '../server/client.ts'
import { getProposalKey } from '../server/queries.ts'

/** A proposal's results as they change. */
export type LiveResults = {
  /** Null until the first ones have come. */
  results: WireResults | null
  /**
   * `live` while a stream tells of every change, `waiting` while there is none and the server is asked
   * now and then, `final` when nothing changes any more.
   */
  connection: 'live' | 'waiting' | 'final'
}

/** What does not change any more. */
const finalStates: readonly ProposalState[] = ['canceled', 'defeated', 'expired', 'executed']

/**
 * Follows a proposal's results. A tab that nobody sees follows nothing: a browser lets a page have few
 * connections at once. It catches up when it is looked at again.
 */
export function useLiveResults({ id, state }: Pick<WireProposal, 'id' | 'state'>): LiveResults {
  const queryClient = useQueryClient()
  const isVisible = useSyncExternalStore(subscribeToVisibility, isPageVisible)
  const [results, setResults] = useState<WireResults | null>(null)
  const [isLive, setIsLive] = useState(false)
  const isFinal = finalStates.includes(state)

  useEffect(() => {
    if (!isVisible) return
    const controller = new AbortController()
    const { signal } = controller
    async function follow(): Promise<void> {
      if (isFinal) {
        setResults(await client.getResults({ proposal: id, signal }))
        return
      }
      let last: WireResults | null = null
      const watching = client.watchProposal({ proposal: id, onConnection: setIsLive, signal })
      for await (const next of watching) {
        setResults(next)
        if (last !== null) {
          void queryClient.invalidateQueries({ queryKey: getProposalKey(id) })
          void queryClient.invalidateQueries({ queryKey: getTransactionsKey(id) })
        }
        last = next
      }
    }
    // What the server refuses for good, the proposal's own query says; the rest passes.
    follow().catch(() => undefined)
    return () => {
      controller.abort()
      setIsLive(false)
    }
  }, [id, isVisible, isFinal, queryClient])

  return { results, connection: isFinal ? 'final' : isLive ? 'live' : 'waiting' }
}

/** Under which key the transactions of a proposal are kept. */
export function getTransactionsKey(proposal: bigint): string[] {
  return ['transactions', String(proposal)]
}

function subscribeToVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}

function isPageVisible(): boolean {
  return document.visibilityState === 'visible'
}
