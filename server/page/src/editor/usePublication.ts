import type { WireSpace } from '@psephos/lib'
import { useEffect, useRef, useState } from 'react'
import { client } from '../server/client.ts'
import type { WrittenProposal } from './checkProposal.ts'
import type { Publication } from './editorRecords.ts'
import {
  type PublishProgress,
  type PublishWrittenParameters,
  publishWritten,
} from './publishWritten.ts'

/** What {@link usePublication} takes. */
export type UsePublicationParameters = Pick<PublishWrittenParameters, 'connect' | 'member'> & {
  space: Pick<WireSpace, 'chainId' | 'governor'>
  onPublication: (publication: Publication | null) => void
}

/** One publication, as it goes on. */
export type PublicationTask = {
  publish: (proposal: WrittenProposal) => void
  /** Ends what can be ended: once a wallet was asked, only it can say no. */
  cancel: () => void
  /** Null while nothing is going on here. */
  progress: PublishProgress | null
  error: unknown
}

/** Publishes a proposal, and tells how far it is. Leaving the page ends what can be ended. */
export function usePublication(parameters: UsePublicationParameters): PublicationTask {
  const [progress, setProgress] = useState<PublishProgress | null>(null)
  const [error, setError] = useState<unknown>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function publish(proposal: WrittenProposal): Promise<void> {
    if (running.current !== null) return
    const controller = new AbortController()
    running.current = controller
    const { signal } = controller
    setError(null)
    try {
      await publishWritten({ ...parameters, proposal, client, onProgress: setProgress, signal })
    } catch (failure) {
      if (!signal.aborted) setError(failure)
    } finally {
      running.current = null
      setProgress(null)
    }
  }

  return {
    publish: (proposal) => void publish(proposal),
    cancel: () => running.current?.abort(),
    progress,
    error,
  }
}
