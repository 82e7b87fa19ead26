import type { WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Notice } from '../components/Notice.tsx'
import { LOCAL_CHAIN } from '../format/chains.ts'

/** What {@link DevelopmentNotice} takes. */
export type DevelopmentNoticeProps = {
  space: Pick<WireSpace, 'chainId'>
  /** Whether the person is still to enrol. */
  isNewcomer: boolean
}

/** On a local chain: that nobody is a person there, said before anybody does anything. */
export function DevelopmentNotice({ space, isNewcomer }: DevelopmentNoticeProps) {
  const { t } = useTranslation('enrolment')
  if (space.chainId !== LOCAL_CHAIN) return null
  return (
    <Notice tone="development" title={t('development.title')}>
      <p>{t('development.text')}</p>
      {isNewcomer && <p>{t('development.round')}</p>}
    </Notice>
  )
}
