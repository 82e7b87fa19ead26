import type { WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Notice } from '../components/Notice.tsx'
import { describeFailure } from '../errors/describeFailure.ts'
import { findRemedy } from './findRemedy.ts'
import type { EnrolmentPurpose, useEnrolment } from './useEnrolment.ts'

/** What {@link EnrolmentFailure} takes. */
export type EnrolmentFailureProps = {
  space: WireSpace
  purpose: EnrolmentPurpose
  error: unknown
  enrolment: Pick<
    ReturnType<typeof useEnrolment>,
    'identity' | 'ask' | 'join' | 'chooseAgain' | 'cancel'
  >
}

/** What went wrong with an enrolment or a rotation, and what the person can do now. */
export function EnrolmentFailure({ space, purpose, error, enrolment }: EnrolmentFailureProps) {
  const { t } = useTranslation('custody')
  const { t: tFailures } = useTranslation('failures')
  const remedy = findRemedy(error)
  const hasAnswer = enrolment.identity?.worldIdResult != null
  const restore = (
    <Link href={`/spaces/${space.id}/identity`} className="button">
      {t('choice.restore')}
    </Link>
  )
  switch (remedy) {
    case 'taken':
      return (
        <Notice tone="warning" title={t('taken.title')} announce>
          <p>{t('taken.text')}</p>
          <p>{restore}</p>
          <p>{t('taken.replace')}</p>
          <p>{t('replace.limits.open')}</p>
          <p>
            <button
              type="button"
              className="button button-quiet"
              onClick={() => enrolment.join('rotate')}
            >
              {t('taken.action')}
            </button>
          </p>
        </Notice>
      )
    case 'unenrolled':
      return (
        <Notice tone="warning" title={t('unenrolled.title')} announce>
          <p>{t('unenrolled.text')}</p>
          <p>
            <button type="button" className="button" onClick={() => enrolment.join('enrol')}>
              {t('unenrolled.action')}
            </button>
          </p>
        </Notice>
      )
    case 'known':
      return (
        <Notice tone="warning" title={describeFailure(error, tFailures).what} announce>
          <p>{t(purpose === 'enrol' ? 'known.enrol' : 'known.rotate')}</p>
          <p>{restore}</p>
        </Notice>
      )
    case 'present':
    case 'retired':
      if (remedy === 'present' && purpose === 'enrol') {
        return <FailureNotice error={error} onRetry={enrolment.cancel} />
      }
      return (
        <>
          <FailureNotice error={error} />
          <p>
            <button type="button" className="button" onClick={enrolment.chooseAgain}>
              {t('choice.another')}
            </button>
          </p>
        </>
      )
    case 'operator':
      return <FailureNotice error={error} onRetry={enrolment.cancel} />
    case 'again':
    case 'later':
      return (
        <>
          <FailureNotice
            error={error}
            onRetry={hasAnswer ? () => enrolment.join() : enrolment.ask}
          />
          {!hasAnswer && (
            <p className="choice-actions">
              <button type="button" className="button button-quiet" onClick={enrolment.chooseAgain}>
                {t('choice.again')}
              </button>
              <Link href={`/spaces/${space.id}`} className="button button-quiet">
                {t('choice.leave')}
              </Link>
            </p>
          )}
        </>
      )
  }
}
