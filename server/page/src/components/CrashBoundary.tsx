import { Component, type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { PageOutdatedError, PartUnavailableError } from '../errors/pageErrors.ts'
import { findServedBuild } from '../recovery/findServedBuild.ts'
import { Notice } from './Notice.tsx'
import { PageTitle } from './PageTitle.tsx'

/** Milliseconds between two looks whether the server answers again. */
const INTERVAL = 5_000

/**
 * Says so when a part of the page cannot be shown: it failed, could not be loaded, or is gone from the
 * server. Whoever goes to another page leaves it behind.
 */
export function CrashBoundary({ children }: { children: ReactNode }) {
  const [location] = useLocation()
  return <Boundary location={location}>{children}</Boundary>
}

type BoundaryProps = { location: string; children: ReactNode }

class Boundary extends Component<BoundaryProps, { crash: { error: unknown } | null }> {
  override state = { crash: null as { error: unknown } | null }

  static getDerivedStateFromError(error: unknown) {
    return { crash: { error } }
  }

  override componentDidUpdate({ location }: BoundaryProps) {
    if (location !== this.props.location && this.state.crash !== null) {
      this.setState({ crash: null })
    }
  }

  override render() {
    const { crash } = this.state
    return crash === null ? this.props.children : <CrashNotice error={crash.error} />
  }
}

function CrashNotice({ error }: { error: unknown }) {
  const { t } = useTranslation('common')
  const { t: tConnection } = useTranslation('connection')
  const isUnreachable = error instanceof PartUnavailableError && error.reason === 'unreachable'
  useReloadOnceServed(isUnreachable)
  const { title, text } =
    error instanceof PartUnavailableError
      ? { title: tConnection('part.title'), text: tConnection('part.text') }
      : error instanceof PageOutdatedError
        ? { title: tConnection('newer.title'), text: tConnection('newer.text') }
        : { title: t('crash.title'), text: t('crash.text') }
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <Notice tone="bad" announce>
        <p>{text}</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {t('reload')}
        </button>
      </Notice>
    </>
  )
}

/** Loads the page anew as soon as there is a way to the server: what did not load is asked for again. */
function useReloadOnceServed(isWaiting: boolean): void {
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(async () => {
      if ((await findServedBuild()) !== null) location.reload()
    }, INTERVAL)
    return () => clearInterval(timer)
  }, [isWaiting])
}
