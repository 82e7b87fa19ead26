import { useTranslation } from 'react-i18next'

/** The page's heading and the name of its tab. */
export function PageTitle({ children }: { children: string }) {
  const { t } = useTranslation('common')
  const tab = children === t('brand') ? children : `${children} · ${t('brand')}`
  return (
    <>
      <title>{tab}</title>
      <h1>{children}</h1>
    </>
  )
}
