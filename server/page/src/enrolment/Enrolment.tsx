import type { WireSpace } from '@psephos/lib'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Loading } from '../components/Loading.tsx'
import { Notice } from '../components/Notice.tsx'
import { Steps } from '../components/Steps.tsx'
import { useFormat } from '../format/useFormat.ts'
import { useEnrolment } from './useEnrolment.ts'
import { WorldIdRequest } from './WorldIdRequest.tsx'
import './Enrolment.css'

/** The steps from a new identity to a member of the group, and the one that is next. */
export function Enrolment({ space }: { space: WireSpace }) {
  const { t } = useTranslation(['enrolment', 'identity'])
  const _format = useFormat()
  const { identity, request, join, reset } = useEnrolment(space)
  const [worldIdError, setWorldIdError] = useState<Error | null>(null)

  const isMember = identity !== null && identity.index !== null
  const pendingResult = identity?.worldIdResult ?? null
  const isJoining = join.isPending
  const error = worldIdError ?? join.error ?? request.error
  const isAsking = request.data !== undefined && join.isIdle && error === null

  function start(): void {
    setWorldIdError(null)
    reset()
    if (pendingResult === null) request.mutate()
    else join.mutate(pendingResult)
  }

  function stop(): void {
    setWorldIdError(null)
    reset()
  }

  return (
    <div className="enrolment-columns">
      <div>
        <div className="card">
          <Steps
            label={t('steps.label')}
            steps={[
              {
                key: 'identity',
                text: t('steps.identity'),
                state: identity === null ? 'current' : 'done',
              },
              {
                key: 'worldId',
                text: t('steps.worldId'),
                state:
                  isMember || isJoining || pendingResult !== null
                    ? 'done'
                    : identity === null
                      ? 'ahead'
                      : 'current',
              },
              {
                key: 'group',
                text: t('steps.group'),
                state: isMember
                  ? 'done'
                  : isJoining || pendingResult !== null
                    ? 'current'
                    : 'ahead',
              },
            ]}
          />
        </div>

        <div className="enrolment-next">
          {isMember && (
            <Notice tone="good" title={t('done.title')} announce>
              <p>{t('done.text', { member: (identity.index ?? 0) + 1 })}</p>
              {join.data?.alreadyEnrolled === true && <p>{t('done.already')}</p>}
              <p>{t('done.snapshot')}</p>
              <p>
                <Link href={`/spaces/${space.id}`} className="button">
                  {t('done.next')}
                </Link>
              </p>
            </Notice>
          )}
          {!isMember && error !== null && <FailureNotice error={error} onRetry={start} />}
          {!isMember && error === null && request.isPending && <Loading label={t('starting')} />}
          {!isMember && isAsking && (
            <WorldIdRequest
              key={request.data.rpContext.nonce}
              request={request.data}
              onResult={join.mutate}
              onFailure={setWorldIdError}
              onCancel={stop}
            />
          )}
          {!isMember && isJoining && <Loading label={t('joining')} />}
          {!isMember && error === null && request.isIdle && join.isIdle && (
            <button type="button" className="button" onClick={start}>
              {pendingResult === null ? t('start') : t('identity:unfinished.action')}
            </button>
          )}
        </div>
      </div>
      <CustodyNotice />
    </div>
  )
}

function CustodyNotice() {
  const { t } = useTranslation('identity')
  return (
    <Notice tone="warning" title={t('custody.title')}>
      <p>{t('custody.text')}</p>
      <p>{t('custody.warning')}</p>
    </Notice>
  )
}
