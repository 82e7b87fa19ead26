import type { WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { NotFound } from '../components/NotFound.tsx'
import { PagePending } from '../components/PagePending.tsx'
import { PageTitle } from '../components/PageTitle.tsx'
import { findSpace, useSpaces } from '../server/queries.ts'
import { IdentityView } from './IdentityView.tsx'

/** Where one looks after one's identity in a DAO. */
export default function IdentityPage({ spaceId }: { spaceId: string }) {
  const spaces = useSpaces()
  if (spaces.data === undefined) return <PagePending queries={[spaces]} />
  const space = findSpace(spaces.data, spaceId)
  return space === undefined ? <NotFound /> : <SpaceIdentity space={space} />
}

function SpaceIdentity({ space }: { space: WireSpace }) {
  const { t } = useTranslation(['custody', 'spaces'])
  return (
    <div className="identity-page">
      <Link href={`/spaces/${space.id}`} className="back-link">
        {t('spaces:back', { name: space.name })}
      </Link>
      <PageTitle>{t('page.title')}</PageTitle>
      <p className="lead">{t('page.lead', { space: space.name })}</p>
      <IdentityView space={space} />
    </div>
  )
}
