import type { WireSpace } from '@psephos/lib'
import { useState } from 'react'
import { Link } from 'wouter'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Loading } from '../components/Loading.tsx'
import { Notice } from '../components/Notice.tsx'
import { Steps } from '../components/Steps.tsx'
import { formatNumber } from '../format/formatNumber.ts'
import { messages } from '../messages.ts'
import { useEnrolment } from './useEnrolment.ts'
import { WorldIdRequest } from './WorldIdRequest.tsx'
import './Enrolment.css'

/** The steps from a new identity to a member of the group, and the one that is next. */
export function Enrolment({ space }: { space: WireSpace }) {
  const { identity, request, join, reset } = useEnrolment(space)
  const [worldIdError, setWorldIdError] = useState<Error | null>(null)
  const { enrolment } = messages

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
            label={enrolment.steps.label}
            steps={[
              {
                key: 'identity',
                text: enrolment.steps.identity,
                state: identity === null ? 'current' : 'done',
              },
              {
                key: 'worldId',
                text: enrolment.steps.worldId,
                state:
                  isMember || isJoining || pendingResult !== null
                    ? 'done'
                    : identity === null
                      ? 'ahead'
                      : 'current',
              },
              {
                key: 'group',
                text: enrolment.steps.group,
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
            <Notice tone="good" title={enrolment.done.title} announce>
              <p>{enrolment.done.text(formatNumber((identity.index ?? 0) + 1))}</p>
              {join.data?.alreadyEnrolled === true && <p>{enrolment.done.already}</p>}
              <p>{enrolment.done.snapshot}</p>
              <p>
                <Link href={`/spaces/${space.id}`} className="button">
                  {enrolment.done.next}
                </Link>
              </p>
            </Notice>
          )}
          {!isMember && error !== null && <FailureNotice error={error} onRetry={start} />}
          {!isMember && error === null && request.isPending && (
            <Loading label={enrolment.starting} />
          )}
          {!isMember && isAsking && (
            <WorldIdRequest
              key={request.data.rpContext.nonce}
              request={request.data}
              onResult={join.mutate}
              onFailure={setWorldIdError}
              onCancel={stop}
            />
          )}
          {!isMember && isJoining && <Loading label={enrolment.joining} />}
          {!isMember && error === null && request.isIdle && join.isIdle && (
            <button type="button" className="button" onClick={start}>
              {pendingResult === null ? enrolment.start : messages.identity.unfinished.action}
            </button>
          )}
        </div>
      </div>
      <CustodyNotice />
    </div>
  )
}

function CustodyNotice() {
  const { title, text, warning } = messages.identity.custody
  return (
    <Notice tone="warning" title={title}>
      <p>{text}</p>
      <p>{warning}</p>
    </Notice>
  )
}
