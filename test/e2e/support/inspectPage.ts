import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const artifacts = fileURLToPath(new URL('../../../test-artifacts', import.meta.url))
const desktop = { width: 1280, height: 900 }
/** Each size and each theme once: what axe sees of a theme does not depend on the size. */
const looks = [
  { name: 'phone-light', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'desktop-dark', viewport: desktop, colorScheme: 'dark' },
] as const

/** Keeps a picture of a whole page in `test-artifacts/`. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const viewport = page.viewportSize() ?? desktop
  // As tall as the page: what sticks to the window's edge would otherwise stand in the middle of
  // the picture.
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ ...viewport, height })
  await page.screenshot({ path: join(artifacts, `${name}.png`) })
  await page.setViewportSize(viewport)
}

/**
 * Returns what axe finds on a page as it stands, on a phone in the light and on a desktop in the dark
 * theme, and whether it has to be scrolled sideways. Keeps pictures in `test-artifacts/`.
 * @param state What the page shows, as a file's name.
 */
export async function inspectPage(page: Page, state: string): Promise<string[]> {
  const findings: string[] = []
  for (const { name, viewport, colorScheme } of looks) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    const where = `${state}-${name}`
    await takePicture(page, where)
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      // No frame of another origin is to be looked into, and what is well need not be listed: that
      // halves the time.
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .analyze()
    for (const { id, nodes } of violations) {
      findings.push(`${where}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    }
    const overflows = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    )
    if (overflows) findings.push(`${where}: wider than the screen`)
  }
  return findings
}
