import type { WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useIdentity } from '../identity/identityRecords.ts'

/** Whether this browser's identity is a member, and the way to become one. */
export function MembershipCard({ space }: { space: WireSpace }) {
  const { t } = useTranslation('identity')
  const identity = useIdentity(space)
  if (identity !== null && identity.index !== null) {
    return (
      <section className="card membership-card membership-card-enrolled">
        <h2>{t('enrolled.title')}</h2>
        <p>{t('enrolled.text', { member: identity.index + 1 })}</p>
        <p>
          <Link href={`/spaces/${space.id}/identity`}>{t('manage')}</Link>
        </p>
      </section>
    )
  }
  if (identity?.isPersonElsewhere === true) {
    return (
      <section className="card membership-card">
        <h2>{t('elsewhere.title')}</h2>
        <p>{t('elsewhere.text')}</p>
        <p>
          <Link href={`/spaces/${space.id}/identity`} className="button">
            {t('elsewhere.restore')}
          </Link>
        </p>
        <p>
          <Link href={`/spaces/${space.id}/enrol`}>{t('elsewhere.replace')}</Link>
        </p>
      </section>
    )
  }
  const next = identity?.worldIdResult == null ? 'missing' : 'unfinished'
  return (
    <section className="card membership-card">
      <h2>{t(`${next}.title`)}</h2>
      <p>{t(`${next}.text`)}</p>
      <p>
        <Link href={`/spaces/${space.id}/enrol`} className="button">
          {t(`${next}.action`)}
        </Link>
      </p>
      <p>
        <Link href={`/spaces/${space.id}/identity`}>{t('restore')}</Link>
      </p>
    </section>
  )
}
