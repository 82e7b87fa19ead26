import { type WireWorldIdRequest, type WorldIdResult, wireWorldIdResult } from '@psephos/lib'
import { CredentialRequest, useIDKitRequest } from '@worldcoin/idkit'
import { useEffect, useEffectEvent } from 'react'
import { WorldIdFailedError } from '../errors/pageErrors.ts'
import { WorldIdPrompt } from './WorldIdPrompt.tsx'

/** What {@link WorldIdRequest} takes. */
export type WorldIdRequestProps = {
  request: WireWorldIdRequest
  /** The address is there that carries the request to World App. */
  onHandOver: (connectorUri: string) => void
  onResult: (result: WorldIdResult) => void
  onFailure: (error: WorldIdFailedError) => void
  onCancel: () => void
}

/**
 * Carries one World ID request to the person's World App and its answer back. IDKit does the
 * talking; its widget is not used, because its dialog has no name, does not hold the focus, knows
 * no dark theme and fixes the languages.
 */
export function WorldIdRequest({
  request,
  onHandOver,
  onResult,
  onFailure,
  onCancel,
}: WorldIdRequestProps) {
  const { development } = request
  const flow = useIDKitRequest({
    app_id: toAppId(request.appId),
    action: request.action,
    rp_context: request.rpContext,
    environment: request.environment,
    allow_legacy_proofs: false,
    constraints: CredentialRequest('proof_of_human', { signal: request.signal }),
    ...(development !== null && {
      bridge_url: development.bridgeUrl,
      override_connect_base_url: development.connectUrl,
    }),
  })
  const { open, result, errorCode } = flow

  useEffect(open, [open])

  const handleResult = useEffectEvent((answer: unknown) => {
    const parsed = wireWorldIdResult.safeParse(answer)
    if (parsed.success) onResult(parsed.data)
    else onFailure(new WorldIdFailedError('unexpected_response'))
  })
  useEffect(() => {
    if (result !== null) handleResult(result)
  }, [result])

  const handleError = useEffectEvent(onFailure)
  useEffect(() => {
    if (errorCode !== null) handleError(new WorldIdFailedError(errorCode))
  }, [errorCode])

  const uri = flow.connectorURI
  const handOver = useEffectEvent(onHandOver)
  useEffect(() => {
    if (uri !== null) handOver(uri)
  }, [uri])

  return (
    <WorldIdPrompt
      request={request}
      uri={uri}
      isInWorldApp={flow.isInWorldApp}
      isOpened={flow.isAwaitingUserConfirmation}
      onCancel={onCancel}
    />
  )
}

/** IDKit wants the form of an app id in its type; the wire's schema has checked it. */
function toAppId(appId: string): `app_${string}` {
  return `app_${appId.slice('app_'.length)}`
}
