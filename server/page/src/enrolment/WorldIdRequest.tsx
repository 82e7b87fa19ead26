import { type WireWorldIdRequest, type WorldIdResult, wireWorldIdResult } from '@psephos/lib'
import { CredentialRequest, useIDKitRequest } from '@worldcoin/idkit'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../components/ExternalLink.tsx'
import { Notice } from '../components/Notice.tsx'
import { WorldIdFailedError } from '../errors/pageErrors.ts'
import { QrCode } from './QrCode.tsx'

/** What {@link WorldIdRequest} takes. */
export type WorldIdRequestProps = {
  request: WireWorldIdRequest
  onResult: (result: WorldIdResult) => void
  onFailure: (error: WorldIdFailedError) => void
  onCancel: () => void
}

/**
 * Carries one World ID request to the person's World App and its answer back. IDKit does the
 * talking; its widget is not used, because its dialog has no name, does not hold the focus, knows
 * no dark theme and fixes the languages.
 */
export function WorldIdRequest({ request, onResult, onFailure, onCancel }: WorldIdRequestProps) {
  const { t } = useTranslation('enrolment')
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
  const waiting = development === null ? t('connect.waiting') : t('development.waiting')
  return (
    <section className="world-id" aria-labelledby="world-id-title">
      <h2 id="world-id-title">{t('connect.title')}</h2>
      {development !== null && (
        <Notice tone="development" title={t('development.title')}>
          <p>{t('development.text')}</p>
        </Notice>
      )}
      {flow.isInWorldApp && <p>{t('connect.inWorldApp')}</p>}
      {uri !== null && development === null && (
        <div className="world-id-scan">
          <QrCode text={uri} label={t('connect.qr')} />
          <p>{t('connect.scan')}</p>
        </div>
      )}
      {uri !== null && (
        <p>
          <ExternalLink href={uri} className="button">
            {development === null ? t('connect.open') : t('development.open')}
          </ExternalLink>
        </p>
      )}
      {uri !== null && <p className="soft">{t('confirm')}</p>}
      <p className="world-id-waiting" role="status">
        {flow.isAwaitingUserConfirmation ? t('confirmWaiting') : waiting}
      </p>
      <button type="button" className="button button-quiet" onClick={onCancel}>
        {t('cancel')}
      </button>
    </section>
  )
}

/** IDKit wants the form of an app id in its type; the wire's schema has checked it. */
function toAppId(appId: string): `app_${string}` {
  return `app_${appId.slice('app_'.length)}`
}
