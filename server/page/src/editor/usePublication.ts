import { ProposalUnknownError, type WireSpace } from '@psephos/lib'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { client } from '../server/client.ts'
import { getProposalKey } from '../server/queries.ts'
import type { WrittenProposal } from './checkProposal.ts'
import type { Publication } from './editorRecords.ts'
import {
  type PublishProgress,
  type PublishWrittenParameters,
  publishWritten,
} from './publishWritten.ts'

/** What {@link usePublication} takes. */
export type UsePublicationParameters = {
  space: Pick<WireSpace, 'chainId' | 'governor'>
  publication: Publication | null
  onPublication: (publication: Publication | null) => void
}

/** One publication, as it goes on. */
export type PublicationTask = {
  publish(
    proposal: WrittenProposal,
    access: Pick<PublishWrittenParameters, 'connect'> & {
      prove:
        | ((
            signer: Parameters<NonNullable<PublishWrittenParameters['prove']>>[0],
            onProgress: PublishWrittenParameters['onProgress'],
            signal: AbortSignal,
          ) => ReturnType<NonNullable<PublishWrittenParameters['prove']>>)
        | null
    },
  ): void
  /** Ends what can be ended: once a wallet was asked, only it can say no. */
  cancel(): void
  /** Null while nothing is going on here. */
  progress: PublishProgress | null
  error: unknown
  /** Whether the server has found it on the chain. */
  isFound: boolean
}

/** Publishes a proposal, and looks until the server has found it on the chain. */
export function usePublication({
  space,
  publication,
  onPublication,
}: UsePublicationParameters): PublicationTask {
  const [progress, setProgress] = useState<PublishProgress | null>(null)
  const [error, setError] = useState<unknown>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const found = useQuery({
    queryKey: [...getProposalKey(publication?.proposalId ?? 0n), 'published'],
    enabled: publication !== null,
    queryFn: async ({ signal }) => {
      try {
        await client.getProposal({ proposal: publication?.proposalId ?? 0n, signal })
        return true
      } catch (failure) {
        if (failure instanceof ProposalUnknownError) return false
        throw failure
      }
    },
    refetchInterval: ({ state }) => (state.data === true ? false : 1_500),
  })

  return {
    publish(proposal, { connect, prove }) {
      if (running.current !== null) return
      const controller = new AbortController()
      running.current = controller
      const { signal } = controller
      setError(null)
      publishWritten({
        space,
        proposal,
        client,
        connect,
        prove: prove === null ? null : (signer) => prove(signer, setProgress, signal),
        onProgress: setProgress,
        onPublication,
        signal,
      })
        .catch((failure: unknown) => {
          if (!signal.aborted) setError(failure)
        })
        .finally(() => {
          running.current = null
          setProgress(null)
        })
    },
    cancel: () => running.current?.abort(),
    progress,
    error,
    isFound: found.data === true,
  }
}
