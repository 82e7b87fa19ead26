import type { WireHostedSpace } from '@psephos/lib'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../components/ExternalLink.tsx'

// Markdown is large, and a DAO without words needs none.
const Markdown = lazy(() =>
  import('../proposals/Markdown.tsx').then(
    ({ Markdown: read }) => ({ default: read }),
    // Without it the words are still words.
    () => ({ default: ({ children }: { children: string }) => <p>{children}</p> }),
  ),
)

const links = ['website', 'forum', 'code', 'social'] as const

/** What a DAO says about itself, where else it is, and its contracts. */
export function SpaceProfile({ space }: { space: WireHostedSpace }) {
  const { t } = useTranslation('spaces')
  const { profile } = space
  const given = links.flatMap((kind) => {
    const href = profile?.links?.[kind]
    return href === undefined ? [] : [{ kind, href }]
  })
  const picture = profile?.avatar?.startsWith('https:') ? profile.avatar : null
  return (
    <>
      {profile?.about === undefined ? (
        <p className="lead">{t('home.lead')}</p>
      ) : (
        <Suspense fallback={<p className="lead"> </p>}>
          <Markdown>{profile.about}</Markdown>
        </Suspense>
      )}
      {(given.length > 0 || picture !== null) && (
        <ul className="plain-list space-links">
          {given.map(({ kind, href }) => (
            <li key={kind}>
              <ExternalLink href={href}>{t(`links.${kind}`)}</ExternalLink>
            </li>
          ))}
          {picture !== null && (
            <li>
              <ExternalLink href={picture}>{t('links.picture')}</ExternalLink>
            </li>
          )}
        </ul>
      )}
      <details className="space-contracts">
        <summary>{t('contracts.title')}</summary>
        <dl>
          <dt>{t('contracts.treasury')}</dt>
          <dd>
            <code>{profile?.treasury ?? space.timelock}</code>
          </dd>
          <dt>{t('contracts.governor')}</dt>
          <dd>
            <code>{space.governor}</code>
          </dd>
          <dt>{t('contracts.group')}</dt>
          <dd>
            <code>{space.group}</code>
          </dd>
          <dt>{t('contracts.issuer')}</dt>
          <dd>
            <code>{space.issuer}</code>
          </dd>
          <dt>{t('contracts.timelock')}</dt>
          <dd>
            <code>{space.timelock}</code>
          </dd>
        </dl>
      </details>
    </>
  )
}
