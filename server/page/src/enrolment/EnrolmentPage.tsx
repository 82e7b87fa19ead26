import type { WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { PageTitle } from '../components/PageTitle.tsx'
import { WithSpace } from '../spaces/WithSpace.tsx'
import { Enrolment } from './Enrolment.tsx'

/** Where one proves to a DAO that one is a unique person. */
export default function EnrolmentPage({ spaceId }: { spaceId: string }) {
  return <WithSpace id={spaceId}>{(space) => <SpaceEnrolment space={space} />}</WithSpace>
}

function SpaceEnrolment({ space }: { space: WireSpace }) {
  const { t } = useTranslation(['spaces', 'enrolment'])
  return (
    <div className="enrolment">
      <Link href={`/spaces/${space.id}`} className="back-link">
        {t('back', { name: space.name })}
      </Link>
      <PageTitle>{t('enrolment:title')}</PageTitle>
      <p className="lead">{t('enrolment:lead', { space: space.name })}</p>
      <Enrolment space={space} purpose="enrol" />
    </div>
  )
}
