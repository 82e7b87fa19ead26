import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { PageTitle } from './PageTitle.tsx'

/** What an address without a page shows. */
export function NotFound() {
  const { t } = useTranslation('common')
  return (
    <>
      <PageTitle>{t('notFound.title')}</PageTitle>
      <p>{t('notFound.text')}</p>
      <p>
        <Link href="/" className="button">
          {t('notFound.home')}
        </Link>
      </p>
    </>
  )
}
