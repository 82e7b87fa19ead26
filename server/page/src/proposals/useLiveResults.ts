import type { ProposalState, WireProposal, WireResults } from '@psephos/lib'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { client } from '../server/client.ts'
import { getProposalKey } from '../server/queries.ts'
import { followResults } from './followResults.ts'

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
  /** Of whichever proposal was followed last. */
  const [held, setHeld] = useState<{ id: bigint; results: WireResults } | null>(null)
  const [isLive, setIsLive] = useState(false)
  const isFinal = finalStates.includes(state)
  // Followed to the end all the same: the lists may tell the last step after the state has.
  const isFinalByNow = useEffectEvent(() => isFinal)

  useEffect(() => {
    if (!isVisible) return
    const controller = new AbortController()
    void followResults({
      client,
      proposal: id,
      isFinal: isFinalByNow(),
      onResults: (results) => setHeld({ id, results }),
      onConnection: setIsLive,
      onChange: () => {
        void queryClient.invalidateQueries({ queryKey: getProposalKey(id) })
        void queryClient.invalidateQueries({ queryKey: getTransactionsKey(id) })
      },
      signal: controller.signal,
    })
    return () => {
      controller.abort()
      setIsLive(false)
    }
  }, [id, isVisible, queryClient])

  // Until the first ones of another proposal have come there are none.
  const results = held?.id === id ? held.results : null
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
