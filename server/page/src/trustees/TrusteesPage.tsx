import type { WireHostedSpace, WireSpaceRules } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Notice } from '../components/Notice.tsx'
import { PagePending } from '../components/PagePending.tsx'
import { PageTitle } from '../components/PageTitle.tsx'
import { useFormat } from '../format/useFormat.ts'
import { useSpaceRules } from '../server/queries.ts'
import { WithSpace } from '../spaces/WithSpace.tsx'
import { AwaitedShares } from './AwaitedShares.tsx'
import { KeyGenerations } from './KeyGenerations.tsx'
import { TrusteeKey } from './TrusteeKey.tsx'
import './TrusteesPage.css'

/** The page of a DAO's trustees: who they are, what is awaited of them, and how a committee comes to be. */
export default function TrusteesPage({ spaceId }: { spaceId: string }) {
  useTranslation(['secrecy', 'trustees', 'custody', 'proposal', 'spaces'])
  return <WithSpace id={spaceId}>{(space) => <TrusteesOfSpace space={space} />}</WithSpace>
}

function TrusteesOfSpace({ space }: { space: WireHostedSpace }) {
  const { t } = useTranslation('secrecy')
  const { t: tSpaces } = useTranslation('spaces')
  const rules = useSpaceRules(space.id)
  if (rules.data === undefined) return <PagePending queries={[rules]} />
  const { secretBallots } = rules.data
  return (
    <article className="trustees">
      <Link href={`/spaces/${space.id}`} className="back-link">
        {tSpaces('back', { name: space.name })}
      </Link>
      <PageTitle>{t('page.title')}</PageTitle>
      <p className="lead">{t('page.lead')}</p>
      {secretBallots === null ? (
        <Notice tone="plain">
          <p>{t('page.none')}</p>
        </Notice>
      ) : (
        <CommitteeSection secretBallots={secretBallots} />
      )}
      <TrusteeKey />
      <AwaitedShares space={space} />
      <KeyGenerations space={space} />
    </article>
  )
}

type CommitteeSectionProps = { secretBallots: NonNullable<WireSpaceRules['secretBallots']> }

function CommitteeSection({ secretBallots }: CommitteeSectionProps) {
  const { t } = useTranslation('secrecy')
  const format = useFormat()
  const { id, threshold, trustees, capacity, isDevelopment } = secretBallots
  return (
    <section aria-labelledby="committee-title">
      <h2 id="committee-title">{t('page.committee')}</h2>
      <ol className="trustee-addresses">
        {trustees.map((address) => (
          <li key={address}>
            <code>{address}</code>
          </li>
        ))}
      </ol>
      <dl className="trustee-facts">
        <dt>{t('page.needed')}</dt>
        <dd>{t('page.neededOf', { threshold, trustees: trustees.length })}</dd>
        <dt>{t('page.capacity')}</dt>
        <dd>{format.number(capacity)}</dd>
        <dt>{t('page.id')}</dt>
        <dd>
          <code>{id}</code>
        </dd>
      </dl>
      {isDevelopment && (
        <Notice tone="development">
          <p>{t('development')}</p>
        </Notice>
      )}
    </section>
  )
}
