import { useTranslation } from 'react-i18next'
import { FailureNotice } from './FailureNotice.tsx'
import { Loading } from './Loading.tsx'
import { PageTitle } from './PageTitle.tsx'

/** What {@link PagePending} takes: what the page waits for. */
export type PagePendingProps = {
  queries: { error: Error | null; refetch: () => Promise<unknown> }[]
}

/** Stands for a page until what it needs has arrived, or says why it does not. */
export function PagePending({ queries }: PagePendingProps) {
  const { t } = useTranslation('common')
  const failed = queries.find(({ error }) => error !== null)
  if (failed === undefined) return <Loading />
  return (
    <>
      <PageTitle>{t('notLoaded')}</PageTitle>
      <FailureNotice error={failed.error} onRetry={() => void failed.refetch()} />
    </>
  )
}
