import { useTranslation } from 'react-i18next'
import { useLocation, useSearchParams } from 'wouter'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Loading } from '../components/Loading.tsx'
import { Notice } from '../components/Notice.tsx'
import { PageTitle } from '../components/PageTitle.tsx'
import { useSpaceSearch } from '../server/queries.ts'
import { HowItWorks } from './HowItWorks.tsx'
import { SearchField } from './SearchField.tsx'
import { SpaceList } from './SpaceList.tsx'

/** The DAOs of a server that hosts several, and a search in them. */
export function SpacesPage() {
  const { t } = useTranslation('spaces')
  const [query] = useSearchParams()
  const [location, navigate] = useLocation()
  const search = (query.get('search') ?? '').trim().slice(0, 200)
  const found = useSpaceSearch(search)
  const spaces = found.data?.pages.flatMap((page) => page.spaces) ?? []
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <p className="lead">{t('home.lead')}</p>
      <div className="toolbar">
        <SearchField
          label={t('find.searchSpaces')}
          value={search}
          onSearch={(words) =>
            navigate(
              words === '' ? location : `${location}?${new URLSearchParams({ search: words })}`,
              {
                replace: true,
              },
            )
          }
        />
      </div>
      <p className="visually-hidden" role="status">
        {found.isSuccess && !found.isPlaceholderData
          ? t('find.spacesShown', { count: spaces.length })
          : ''}
      </p>
      {found.isPending && <Loading />}
      {found.data === undefined && found.error !== null && (
        <FailureNotice error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && spaces.length === 0 && (
        <Notice tone="plain">
          <p>{search === '' ? t('none') : t('find.noSpace', { search })}</p>
        </Notice>
      )}
      {spaces.length > 0 && (
        <SpaceList
          spaces={spaces}
          hasMore={found.hasNextPage}
          isLoading={found.isFetchingNextPage}
          onMore={() => void found.fetchNextPage()}
        />
      )}
      <HowItWorks />
    </>
  )
}
