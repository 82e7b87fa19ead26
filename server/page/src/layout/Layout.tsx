import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { Pebbles } from '../components/Pebbles.tsx'
import { ConnectionBanner } from '../recovery/ConnectionBanner.tsx'
import { LanguageMenu } from './LanguageMenu.tsx'
import './Layout.css'

/** The frame of every page. */
export function Layout({ children }: { children: ReactNode }) {
  const { t } = useTranslation('common')
  const main = useRef<HTMLElement>(null)
  const [location] = useLocation()
  const shown = useRef(location)

  // A browser does this by itself when it loads a page, but not when a script shows another one.
  useEffect(() => {
    if (shown.current === location) return
    shown.current = location
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [location])

  return (
    <>
      <a href="#content" className="skip-link">
        {t('skipToContent')}
      </a>
      <header className="site-header">
        <Link href="/" className="site-brand">
          <Pebbles />
          <span>{t('brand')}</span>
        </Link>
        <p className="site-tagline">{t('tagline')}</p>
        <LanguageMenu />
      </header>
      <ConnectionBanner />
      <main id="content" ref={main} tabIndex={-1}>
        {children}
      </main>
      <footer className="site-footer">
        <p>{t('footer.privacy')}</p>
        <p>{t('footer.name')}</p>
      </footer>
    </>
  )
}
