import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { findLayoutFaults } from './findLayoutFaults.ts'

const artifacts = fileURLToPath(new URL('../../../test-artifacts', import.meta.url))
const desktop = { width: 1280, height: 900 }
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** The rules that colours and places decide; the others look at elements and their names. */
const visualRules = [
  'color-contrast',
  'link-in-text-block',
  'scrollable-region-focusable',
  'target-size',
]
/**
 * Each size and each theme once: what axe sees of a theme does not depend on the size. A phone shows
 * the desktop's elements, without some, so what does not depend on size and colour is looked at once.
 */
const looks = [
  {
    name: 'phone-light',
    viewport: { width: 390, height: 844 },
    colorScheme: 'light',
    runOnly: { type: 'rule', values: visualRules },
  },
  {
    name: 'desktop-dark',
    viewport: desktop,
    colorScheme: 'dark',
    runOnly: { type: 'tag', values: tags },
  },
] as const
/** A window of 1 280 pixels at 200 % and at 400 %, as wide as the page then sees it (WCAG 1.4.4, 1.4.10). */
const zoomed = [640, 320]

/** Keeps a picture of a whole page in `test-artifacts/`. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const viewport = page.viewportSize() ?? desktop
  await growToPage(page, viewport.width)
  await screenshot(page, name)
  await page.setViewportSize(viewport)
}

/**
 * Returns what axe finds on a page as it stands, on a phone in the light and on a desktop in the dark
 * theme, what moves, and what is cut off or has to be scrolled sideways, also when it is zoomed. Keeps
 * pictures in `test-artifacts/`.
 * @param state What the page shows, as a file's name.
 */
export async function inspectPage(page: Page, state: string): Promise<string[]> {
  const findings: string[] = []
  const look = async (where: string) => {
    for (const fault of await findLayoutFaults(page)) findings.push(`${where}: ${fault}`)
  }
  for (const width of zoomed) {
    await page.setViewportSize({ width, height: 640 })
    await look(`${state}-${width}`)
  }
  for (const { name, viewport, colorScheme, runOnly } of looks) {
    const where = `${state}-${name}`
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await look(where)
    await growToPage(page, viewport.width)
    await screenshot(page, where)
    for (const violation of await runAxe(page, runOnly)) findings.push(`${where}: ${violation}`)
  }
  await page.setViewportSize(desktop)
  return findings
}

/** Makes the window as tall as the page: what sticks to its edge would stand in the middle of a picture. */
async function growToPage(page: Page, width: number): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height })
}

/** As JPEG, which takes a third of the time. */
async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(artifacts, `${name}.jpg`), type: 'jpeg', quality: 80 })
}

/** Names the rules that a page breaks, and where. */
async function runAxe(page: Page, runOnly: (typeof looks)[number]['runOnly']): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window)
  // Once for each document: to hand it over takes as long as to run it.
  if (!isThere) await page.evaluate(await readAxe())
  return page.evaluate(async (only) => {
    const axe: { run: (page: Document, options: object) => Promise<AxeResults> } = Reflect.get(
      window,
      'axe',
    )
    const { violations } = await axe.run(document, {
      runOnly: only,
      // What is well need not be listed.
      resultTypes: ['violations'],
    })
    return violations.map(
      ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    )
  }, runOnly)
}

/** What is read of axe's results. */
type AxeResults = { violations: { id: string; nodes: { target: string[] }[] }[] }

/** Reads axe, which its builder brings along; the builder itself hands it over twice for every look. */
function readAxe(): Promise<string> {
  const builder = createRequire(import.meta.url).resolve('@axe-core/playwright')
  return readFile(createRequire(builder).resolve('axe-core/axe.min.js'), 'utf8')
}
