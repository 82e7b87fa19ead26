import type { WireHostedSpace } from '@psephos/lib'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormat } from '../format/useFormat.ts'
import { useSpace } from '../server/queries.ts'
import { ShowMore } from './ShowMore.tsx'
import { SpaceAvatar } from './SpaceAvatar.tsx'
import { toPlainText } from './toPlainText.ts'
import './ProposalCard.css'
import './SpaceList.css'

/** What {@link SpaceList} takes. */
export type SpaceListProps = {
  spaces: WireHostedSpace[]
  hasMore: boolean
  isLoading: boolean
  onMore: () => void
}

/** DAOs, each with what it says about itself and how much goes on there. */
export function SpaceList({ spaces, hasMore, isLoading, onMore }: SpaceListProps) {
  const { t } = useTranslation('spaces')
  const [list, setList] = useState<HTMLElement | null>(null)
  return (
    <>
      <ul ref={setList} className="plain-list space-list">
        {spaces.map((space) => (
          <li key={space.id}>
            <SpaceCard space={space} />
          </li>
        ))}
      </ul>
      <ShowMore
        list={list}
        count={spaces.length}
        hasMore={hasMore}
        isLoading={isLoading}
        onMore={onMore}
      >
        {isLoading ? t('find.loadingMore') : t('find.moreSpaces')}
      </ShowMore>
    </>
  )
}

function SpaceCard({ space }: { space: WireHostedSpace }) {
  const { t } = useTranslation('spaces')
  const format = useFormat()
  const about = toPlainText(space.profile?.about ?? '')
  return (
    <article className="card proposal-card space-card">
      <div className="space-card-head">
        <SpaceAvatar space={space} />
        <div>
          <h2>
            <Link href={`/spaces/${space.id}`} className="card-link">
              {space.name}
            </Link>
          </h2>
          <p className="soft">{t('chain', { chain: format.chain(space.chainId) })}</p>
        </div>
      </div>
      {about !== '' && <p className="space-card-about">{about}</p>}
      <SpaceFigures id={space.id} />
    </article>
  )
}

/** How much goes on in a DAO. Where it is not known in time, there is nothing to say. */
function SpaceFigures({ id }: { id: string }) {
  const { t } = useTranslation('spaces')
  const figures = useSpace(id).data?.figures
  if (figures === undefined) return <p className="space-figures"> </p>
  const all = Object.values(figures.proposals).reduce((sum, count) => sum + count, 0)
  return (
    <ul className="plain-list space-figures">
      <li>{t('figures.members', { count: figures.members })}</li>
      <li>{t('figures.proposals', { count: all })}</li>
      {figures.proposals.active > 0 && (
        <li className="space-figures-open">
          {t('figures.open', { count: figures.proposals.active })}
        </li>
      )}
    </ul>
  )
}
