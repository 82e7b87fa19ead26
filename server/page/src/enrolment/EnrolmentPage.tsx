import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { NotFound } from '../components/NotFound.tsx'
import { PagePending } from '../components/PagePending.tsx'
import { PageTitle } from '../components/PageTitle.tsx'
import { findSpace, useSpaces } from '../server/queries.ts'
import { Enrolment } from './Enrolment.tsx'

/** Where one proves to a DAO that one is a unique person. */
export default function EnrolmentPage({ spaceId }: { spaceId: string }) {
  const { t } = useTranslation(['spaces', 'enrolment'])
  const spaces = useSpaces()
  if (spaces.data === undefined) return <PagePending queries={[spaces]} />
  const space = findSpace(spaces.data, spaceId)
  if (space === undefined) return <NotFound />
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
