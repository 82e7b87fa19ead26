import type { WireSpace } from '@psephos/lib'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Loading } from '../components/Loading.tsx'
import { Notice } from '../components/Notice.tsx'
import { type Step, Steps } from '../components/Steps.tsx'
import { findKeeping } from '../identity/findKeeping.ts'
import { IdentityChoice } from '../identity/IdentityChoice.tsx'
import type { IdentityRecord } from '../identity/identityRecords.ts'
import { LosingPhone } from '../identity/LosingPhone.tsx'
import { OpenForMe } from '../spaces/OpenForMe.tsx'
import { DevelopmentNotice } from './DevelopmentNotice.tsx'
import { EnrolmentFailure } from './EnrolmentFailure.tsx'
import type { EnrolmentStage } from './findEnrolmentStage.ts'
import { ResumedWorldIdRequest } from './ResumedWorldIdRequest.tsx'
import { type EnrolmentPurpose, useEnrolment } from './useEnrolment.ts'
import { WhatIsWorldId } from './WhatIsWorldId.tsx'
import { WorldIdRequest } from './WorldIdRequest.tsx'
import './Enrolment.css'

/** What {@link Enrolment} takes. */
export type EnrolmentProps = { space: WireSpace; purpose: EnrolmentPurpose }

/** The steps from a new identity to a place in the group, and the one that is next. */
export function Enrolment({ space, purpose }: EnrolmentProps) {
  const enrolment = useEnrolment({ space, purpose })
  const { stage } = enrolment
  const next = useRef<HTMLDivElement>(null)

  // World ID has said yes, so there is nothing left to ask the person.
  const goOn = useEffectEvent(() => enrolment.join())
  const previous = useRef(stage.stage)
  useEffect(() => {
    if (stage.stage === 'answered') goOn()
    // What was pressed is gone: the keyboard goes on at what has come in its place.
    if (previous.current !== stage.stage && document.activeElement === document.body) {
      next.current?.focus()
    }
    previous.current = stage.stage
  }, [stage.stage])

  return (
    <div className="enrolment-columns">
      <div className="card enrolment-steps">
        <EnrolmentSteps enrolment={enrolment} purpose={purpose} />
      </div>
      <div className="enrolment-next" ref={next} tabIndex={-1}>
        <NextStep space={space} purpose={purpose} enrolment={enrolment} />
      </div>
    </div>
  )
}

type Enrolment = ReturnType<typeof useEnrolment>

const order = ['identity', 'worldId', 'group', 'done'] as const
type Place = (typeof order)[number]

/** Which of the steps is next. */
function findPlace(stage: EnrolmentStage, identity: IdentityRecord | null): Place {
  switch (stage.stage) {
    case 'choose':
      return 'identity'
    case 'answered':
    case 'joining':
      return 'group'
    case 'done':
      return 'done'
    case 'failed':
      return identity?.worldIdResult == null ? 'worldId' : 'group'
    default:
      return 'worldId'
  }
}

function EnrolmentSteps({
  enrolment: { stage, identity },
  purpose,
}: {
  enrolment: Enrolment
  purpose: EnrolmentPurpose
}) {
  const { t } = useTranslation(['enrolment', 'custody'])
  const place = order.indexOf(findPlace(stage, identity))
  const stateOf = (step: Place): Step['state'] => {
    const distance = order.indexOf(step) - place
    return distance < 0 ? 'done' : distance === 0 ? 'current' : 'ahead'
  }
  const last = purpose === 'enrol' ? t('steps.group') : t('custody:replace.step')
  return (
    <Steps
      label={t('steps.label')}
      steps={[
        {
          key: 'identity',
          text: t('custody:choice.step'),
          state: stateOf('identity'),
          note: identity === null ? undefined : t(`custody:kept.${findKeeping(identity)}.title`),
        },
        { key: 'worldId', text: t('steps.worldId'), state: stateOf('worldId') },
        { key: 'group', text: last, state: stateOf('group') },
      ]}
    />
  )
}

function NextStep({
  space,
  purpose,
  enrolment,
}: {
  space: WireSpace
  purpose: EnrolmentPurpose
  enrolment: Enrolment
}) {
  const { t } = useTranslation(['enrolment', 'custody'])
  const { stage } = enrolment
  switch (stage.stage) {
    case 'choose':
      return (
        <>
          <DevelopmentNotice space={space} isNewcomer={purpose === 'enrol'} />
          <WhatIsWorldId />
          {purpose === 'enrol' && (
            <p>
              {t('custody:choice.enrolled')}{' '}
              <Link href={`/spaces/${space.id}/identity`}>{t('custody:choice.restore')}</Link>
            </p>
          )}
          <IdentityChoice space={space} onChoose={enrolment.choose} />
          <LosingPhone />
        </>
      )
    case 'ready':
      return (
        <div className="enrolment-ready">
          <DevelopmentNotice space={space} isNewcomer={purpose === 'enrol'} />
          <KeepingNotice space={space} identity={enrolment.identity} />
          <p className="choice-actions">
            <button type="button" className="button" onClick={enrolment.ask}>
              {t('start')}
            </button>
            <button type="button" className="button button-quiet" onClick={enrolment.chooseAgain}>
              {t('custody:choice.again')}
            </button>
          </p>
          <WhatIsWorldId />
        </div>
      )
    case 'asking':
      return <Loading label={t('starting')} />
    case 'waiting':
      return (
        <WorldIdRequest
          key={stage.request.rpContext.nonce}
          request={stage.request}
          onHandOver={enrolment.handOver}
          onResult={enrolment.answer}
          onFailure={enrolment.fail}
          onCancel={enrolment.cancel}
        />
      )
    case 'resumed':
      return (
        <ResumedWorldIdRequest
          open={stage.open}
          onResult={enrolment.answer}
          onFailure={enrolment.fail}
          onCancel={enrolment.cancel}
        />
      )
    case 'answered':
    case 'joining':
      return <Loading label={purpose === 'enrol' ? t('joining') : t('custody:replace.joining')} />
    case 'failed':
      return (
        <EnrolmentFailure
          space={space}
          purpose={purpose}
          error={stage.error}
          enrolment={enrolment}
        />
      )
    case 'done':
      return <Done space={space} index={stage.index} enrolment={enrolment} />
  }
}

/** What to know of an identity before World ID vouches for it. */
function KeepingNotice({ space, identity }: { space: WireSpace; identity: IdentityRecord | null }) {
  const { t } = useTranslation('custody')
  if (identity === null) return null
  const keeping = findKeeping(identity)
  const isRisky = keeping === 'browser' || keeping === 'passkeyHere'
  return (
    <Notice tone={isRisky ? 'warning' : 'plain'} title={t(`kept.${keeping}.title`)}>
      <p>{t(`kept.${keeping}.text`)}</p>
      {isRisky && (
        <p>
          <Link href={`/spaces/${space.id}/identity`}>{t('backup.title')}</Link>
        </p>
      )}
    </Notice>
  )
}

function Done({
  space,
  index,
  enrolment: { identity, isRepetition, isReplacement },
}: {
  space: WireSpace
  index: number
  enrolment: Enrolment
}) {
  const { t } = useTranslation(['enrolment', 'custody'])
  return (
    <>
      <Notice
        tone="good"
        title={isReplacement ? t('custody:replace.done.title') : t('done.title')}
        announce
      >
        <p>{t('done.text', { member: index + 1 })}</p>
        {isRepetition && <p>{t('done.already')}</p>}
      </Notice>
      <OpenForMe
        space={space}
        otherwise={isReplacement ? t('custody:replace.done.text') : t('done.snapshot')}
      />
      <p className="choice-actions">
        <Link href={`/spaces/${space.id}`} className="button button-quiet">
          {t('done.next')}
        </Link>
        <Link href={`/spaces/${space.id}/identity`} className="button button-quiet">
          {t('custody:page.link')}
        </Link>
      </p>
      <KeepingNotice space={space} identity={identity} />
    </>
  )
}
