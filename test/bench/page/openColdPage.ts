import { gzipSync } from 'node:zlib'
import type { Browser, Page, Request } from 'playwright-core'

/** What {@link openColdPage} takes. */
export interface OpenColdPageParameters {
  readonly browser: Browser
  readonly url: string
  /** How many times slower the page's thread is made. */
  readonly throttle: number
  /** What the browser keeps for the page from before. */
  readonly storage?: Readonly<Record<string, string>>
}

/** A page in a browser that has nothing of it yet, and what it has noted. */
export interface ColdPage {
  readonly page: Page
  /** Bytes of the answers' bodies until now: scripts after gzip, everything as it travelled. */
  readonly readBytes: () => Promise<{ scripts: number; all: number }>
  /** Milliseconds of the page's own clock. */
  readonly readNotes: () => Promise<PageNotes>
  readonly close: () => Promise<void>
}

/** What a page notes about itself. */
export interface PageNotes {
  /** When the largest thing of the first view was painted; 0 while nothing was. */
  readonly largestPaint: number
  /** When somebody first filled something in; 0 while nobody did. */
  readonly began: number
  /** When somebody clicked last. */
  readonly clicked: number
  /** When the server had answered to the last ballot. */
  readonly answered: number
  /** Each time the page's thread was busy for 50 ms or more. */
  readonly blocks: readonly { readonly start: number; readonly duration: number }[]
}

/** Opens a page with an empty cache and has it note what it does. */
export async function openColdPage({
  browser,
  url,
  throttle,
  storage = {},
}: OpenColdPageParameters): Promise<ColdPage> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  const sizes: Promise<{ script: number; all: number }>[] = []
  context.on('requestfinished', (request) => {
    // What a page asks for while it is closed has no size any more.
    sizes.push(measure(request).catch(() => ({ script: 0, all: 0 })))
  })
  await context.addInitScript(takeNotes, storage)
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  await page.goto(url)
  return {
    page,
    readBytes: async () => {
      const known = await Promise.all(sizes)
      return {
        scripts: known.reduce((sum, { script }) => sum + script, 0),
        all: known.reduce((sum, { all }) => sum + all, 0),
      }
    },
    readNotes: () => page.evaluate((): PageNotes => Reflect.get(globalThis, 'benchNotes')),
    close: () => context.close(),
  }
}

/** A browser on this machine may be sent Brotli, so what gzip makes of a script is reckoned here. */
async function measure(request: Request): Promise<{ script: number; all: number }> {
  const { responseBodySize: all } = await request.sizes()
  if (!request.url().endsWith('.js')) return { script: 0, all }
  const body = await (await request.response())?.body()
  return { script: body === undefined ? 0 : gzipSync(body).length, all }
}

/** Runs in the page, before anything of it. */
function takeNotes(storage: Readonly<Record<string, string>>): void {
  const notes = {
    largestPaint: 0,
    began: 0,
    clicked: 0,
    answered: 0,
    blocks: [] as { start: number; duration: number }[],
  }
  Reflect.set(globalThis, 'benchNotes', notes)
  for (const [key, value] of Object.entries(storage)) localStorage.setItem(key, value)
  new PerformanceObserver((list) => {
    for (const { startTime: start, duration } of list.getEntries())
      notes.blocks.push({ start, duration })
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) notes.largestPaint = startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  document.addEventListener(
    'input',
    () => {
      if (notes.began === 0) notes.began = performance.now()
    },
    { capture: true },
  )
  document.addEventListener(
    'click',
    () => {
      notes.clicked = performance.now()
    },
    { capture: true },
  )
  const { fetch } = globalThis
  globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (init?.method === 'POST' && String(input).endsWith('/ballots'))
      notes.answered = performance.now()
    return response
  }
}
