import type { WireSpace } from '@psephos/lib'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { readCardText } from './readCardText.ts'
import { useOpenForMe } from './useOpenForMe.ts'

/** What {@link OpenForMe} takes. */
export type OpenForMeProps = {
  space: WireSpace
  /** What stands there when, after some seconds, no proposal is open for this browser. */
  otherwise: ReactNode
}

/** How long a proposal is looked for before it is said that there is none, in milliseconds. */
const PATIENCE = 8_000

/** The way from an enrolment to the proposal on which one may vote now. */
export function OpenForMe({ space, otherwise }: OpenForMeProps) {
  const { t } = useTranslation('spaces')
  const { t: tProposal } = useTranslation('proposal')
  const [first, ...others] = useOpenForMe(space)
  const [hasWaited, setHasWaited] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setHasWaited(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [])
  const title = first && readCardText(first, tProposal).title
  return (
    <div role="status">
      {first !== undefined ? (
        <>
          <p>{t('forMe.open', { count: 1 + others.length })}</p>
          <p>
            <Link href={`/proposals/${first.id}`} className="button">
              {t('forMe.vote', { title })}
            </Link>
          </p>
        </>
      ) : hasWaited ? (
        <p>{otherwise}</p>
      ) : (
        <p>{t('forMe.looking')}</p>
      )}
    </div>
  )
}
