import type { WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { PageTitle } from '../components/PageTitle.tsx'
import { WithSpace } from '../spaces/WithSpace.tsx'
import { IdentityView } from './IdentityView.tsx'

/** Where one looks after one's identity in a DAO. */
export default function IdentityPage({ spaceId }: { spaceId: string }) {
  return <WithSpace id={spaceId}>{(space) => <SpaceIdentity space={space} />}</WithSpace>
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
