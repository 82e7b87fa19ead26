import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** What {@link ExternalLink} takes. */
export type ExternalLinkProps = { href: string; className?: string; children: ReactNode }

/**
 * A link that leaves this page and says so. The other side learns neither where from nor of this
 * window.
 */
export function ExternalLink({ href, className, children }: ExternalLinkProps) {
  const { t } = useTranslation('common')
  return (
    <a href={href} className={className} target="_blank" rel="noopener noreferrer nofollow">
      {children} <span className="visually-hidden">{t('opensInNewTab')}</span>
    </a>
  )
}
