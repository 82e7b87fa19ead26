import type { WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Notice } from '../components/Notice.tsx'
import { PageTitle } from '../components/PageTitle.tsx'
import { Enrolment } from '../enrolment/Enrolment.tsx'
import { WithSpace } from '../spaces/WithSpace.tsx'

/** Where one replaces an identity that is lost. */
export default function ReplacePage({ spaceId }: { spaceId: string }) {
  return <WithSpace id={spaceId}>{(space) => <Replacement space={space} />}</WithSpace>
}

function Replacement({ space }: { space: WireSpace }) {
  const { t } = useTranslation('custody')
  return (
    <div className="enrolment">
      <Link href={`/spaces/${space.id}/identity`} className="back-link">
        {t('replace.back')}
      </Link>
      <PageTitle>{t('replace.title')}</PageTitle>
      <p className="lead">{t('replace.lead')}</p>
      <Notice tone="warning" title={t('replace.limits.title')}>
        <ul>
          <li>{t('replace.limits.open')}</li>
          <li>{t('replace.limits.old')}</li>
          <li>{t('replace.limits.worldId')}</li>
        </ul>
      </Notice>
      <Enrolment space={space} purpose="rotate" />
    </div>
  )
}
