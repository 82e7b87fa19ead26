import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Notice } from '../components/Notice.tsx'
import { PagePending } from '../components/PagePending.tsx'
import { PageTitle } from '../components/PageTitle.tsx'
import { useFormat } from '../format/useFormat.ts'
import { useSpaces } from '../server/queries.ts'
import { HowItWorks } from './HowItWorks.tsx'
import { SpaceView } from './SpaceView.tsx'

/** The DAOs of this server; of a server with one DAO, that DAO. */
export function HomePage() {
  const { t } = useTranslation('spaces')
  const format = useFormat()
  const spaces = useSpaces()
  if (spaces.data === undefined) return <PagePending queries={[spaces]} />
  const [first, ...others] = spaces.data
  if (first !== undefined && others.length === 0) return <SpaceView space={first} />
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      {first === undefined && (
        <Notice tone="plain">
          <p>{t('none')}</p>
        </Notice>
      )}
      <ul className="plain-list proposal-list">
        {spaces.data.map((space) => (
          <li key={space.id} className="card proposal-card">
            <h2>
              <Link href={`/spaces/${space.id}`}>{space.name}</Link>
            </h2>
            <p className="soft">{t('chain', { chain: format.chain(space.chainId) })}</p>
          </li>
        ))}
      </ul>
      <HowItWorks />
    </>
  )
}
