import { type ReactNode, useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { Pebbles } from '../components/Pebbles.tsx'
import { messages } from '../messages.ts'
import './Layout.css'

/** The frame of every page. */
export function Layout({ children }: { children: ReactNode }) {
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
        {messages.skipToContent}
      </a>
      <header className="site-header">
        <Link href="/" className="site-brand">
          <Pebbles />
          <span>{messages.brand}</span>
        </Link>
        <p className="site-tagline">{messages.tagline}</p>
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        {children}
      </main>
      <footer className="site-footer">
        <p>{messages.footer.privacy}</p>
        <p>{messages.footer.name}</p>
      </footer>
    </>
  )
}
