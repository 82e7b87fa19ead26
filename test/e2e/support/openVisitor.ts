import type { Browser, BrowserContext, Page } from 'playwright-core'

/** What {@link openVisitor} takes. */
export type OpenVisitorParameters = {
  browser: Browser
  /** Where the stack is. */
  url: string
}

/** Somebody in a browser of their own, with nothing kept from before. */
export type Visitor = {
  page: Page
  context: BrowserContext
  /**
   * What must not happen on any page: errors on the console, uncaught ones, violations of the
   * content security policy, requests to another origin.
   */
  complaints: string[]
  close: () => Promise<void>
}

/** Opens the page for somebody new, and listens to whatever goes wrong in their browser. */
export async function openVisitor({ browser, url }: OpenVisitorParameters): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  const complaints: string[] = []
  const { origin } = new URL(url)

  context.on('request', (request) => {
    const target = new URL(request.url())
    const isOwn = target.origin === origin || target.protocol === 'blob:'
    if (!isOwn && target.protocol !== 'about:') complaints.push(`request to ${request.url()}`)
  })
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`console ${message.type()}: ${message.text()}`)
    }
  })
  context.on('weberror', ({ error }) => {
    complaints.push(`uncaught: ${error().message}`)
  })
  await context.exposeFunction('reportViolation', (violation: string) => {
    complaints.push(`content security policy: ${violation}`)
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const report: unknown = Reflect.get(globalThis, 'reportViolation')
      if (typeof report === 'function') report(`${violatedDirective} ${blockedURI}`)
    })
  })

  const page = await context.newPage()
  await page.goto(url)
  return { page, context, complaints, close: () => context.close() }
}
