import type { ServerClient, WireResults } from '@psephos/lib'

/** What {@link followResults} takes. */
export type FollowResultsParameters = {
  client: Pick<ServerClient, 'getResults' | 'watchProposal'>
  proposal: bigint
  /** Whether nothing changes any more. */
  isFinal: boolean
  onResults: (results: WireResults) => void
  /** Whether a stream tells of every change. */
  onConnection: (isLive: boolean) => void
  /**
   * Called with every results that tell more than what was read before them may: of the first ones, those
   * with ballots in them, which may have been counted since.
   */
  onChange: () => void
  /** Ends it; nothing is called after that. */
  signal: AbortSignal
}

/**
 * Tells of a proposal's results, and of each change of them until it is ended. It never rejects: what
 * the server refuses for good, the proposal's own query says; the rest passes.
 */
export async function followResults({
  client,
  proposal,
  isFinal,
  onResults,
  onConnection,
  onChange,
  signal,
}: FollowResultsParameters): Promise<void> {
  const tell = (results: WireResults): void => {
    if (!signal.aborted) onResults(results)
  }
  try {
    if (isFinal) {
      tell(await client.getResults({ proposal, signal }))
      return
    }
    let isFirst = true
    const watching = client.watchProposal({
      proposal,
      onConnection: (isLive) => {
        if (!signal.aborted) onConnection(isLive)
      },
      signal,
    })
    for await (const next of watching) {
      if (signal.aborted) return
      tell(next)
      if (!isFirst || next.received.voters > 0 || next.settled.voters > 0) onChange()
      isFirst = false
    }
  } catch {
    // As said above.
  }
}
