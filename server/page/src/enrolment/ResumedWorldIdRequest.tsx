import type { WorldIdResult } from '@psephos/lib'
import { useEffect, useEffectEvent, useState } from 'react'
import { WorldIdFailedError } from '../errors/pageErrors.ts'
import type { OpenWorldIdRequest } from '../identity/identityRecords.ts'
import { type BridgeAnswer, readBridgeAnswer } from './readBridgeAnswer.ts'
import { WorldIdPrompt } from './WorldIdPrompt.tsx'

/** What {@link ResumedWorldIdRequest} takes. */
export type ResumedWorldIdRequestProps = {
  open: OpenWorldIdRequest
  onResult: (result: WorldIdResult) => void
  onFailure: (error: WorldIdFailedError) => void
  onCancel: () => void
}

/** In milliseconds, as IDKit. */
const INTERVAL = 1_000

/**
 * Waits for the answer to a World ID request that was handed over before this page was loaded, or
 * before the connection broke off.
 */
export function ResumedWorldIdRequest({
  open,
  onResult,
  onFailure,
  onCancel,
}: ResumedWorldIdRequestProps) {
  const [isOpened, setIsOpened] = useState(false)
  const handle = useEffectEvent((answer: BridgeAnswer) => {
    if (answer.type === 'waiting') setIsOpened(answer.isOpened)
    else if (answer.type === 'result') onResult(answer.result)
    else onFailure(new WorldIdFailedError(answer.code))
  })
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    let timer: ReturnType<typeof setTimeout> | undefined
    async function ask(): Promise<void> {
      // Where the bridge does not answer, it is asked again: the request is still there.
      const answer = await readBridgeAnswer({ open, signal }).catch(() => null)
      if (signal.aborted) return
      if (answer !== null) handle(answer)
      if (answer === null || answer.type === 'waiting') timer = setTimeout(ask, INTERVAL)
    }
    void ask()
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [open])
  return (
    <WorldIdPrompt
      request={open.request}
      uri={open.connectorUri}
      isInWorldApp={false}
      isOpened={isOpened}
      onCancel={onCancel}
    />
  )
}
