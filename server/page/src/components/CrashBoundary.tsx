import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from './Notice.tsx'
import { PageTitle } from './PageTitle.tsx'

/**
 * Says so when a part of the page cannot be shown, such as one that a newer version of the server
 * no longer has.
 */
export class CrashBoundary extends Component<{ children: ReactNode }, { hasCrashed: boolean }> {
  override state = { hasCrashed: false }

  static getDerivedStateFromError() {
    return { hasCrashed: true }
  }

  override render() {
    return this.state.hasCrashed ? <CrashNotice /> : this.props.children
  }
}

function CrashNotice() {
  const { t } = useTranslation('common')
  return (
    <>
      <PageTitle>{t('crash.title')}</PageTitle>
      <Notice tone="bad" announce>
        <p>{t('crash.text')}</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {t('reload')}
        </button>
      </Notice>
    </>
  )
}
