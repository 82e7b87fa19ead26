import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../e2e/support/launchBrowser.ts'
import { openVisitor } from '../e2e/support/openVisitor.ts'
import { proveHumanity } from '../e2e/support/proveHumanity.ts'
import { startStack } from '../e2e/support/startStack.ts'

/**
 * Takes the pictures of the documents, from the real page: `npm run pictures`. They change with the
 * page, so this is for people to run, not for the tests.
 */
const images = new URL('../../docs/images/', import.meta.url)
const stack = await startStack()
const browser = await launchBrowser()
try {
  const { page } = await openVisitor({ browser, url: stack.url })
  await page.setViewportSize({ width: 1_100, height: 820 })
  await enrol(page)
  await fillBallot(page)
  await page.getByRole('heading', { name: 'Your ballot' }).scrollIntoViewIfNeeded()
  await page.evaluate(() =>
    scrollBy(0, document.querySelector('h2')?.getBoundingClientRect().top ?? 0),
  )
  await page.screenshot({ path: fileURLToPath(new URL('proposal.png', images)) })
} finally {
  await browser.close()
  await stack.close()
}
process.exit()

async function enrol(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Prove that you are human' }).first().click()
  await proveHumanity({ page, person: 'Ada', decision: 'Approve' })
  await page.getByRole('link', { name: 'See the proposals' }).click()
}

async function fillBallot(page: Page): Promise<void> {
  const card = page.getByRole('article').filter({ hasText: 'You may vote' }).first()
  await card.waitFor({ timeout: 60_000 })
  await card.getByRole('link').click()
  const votes = [6, 3, -4, 1]
  const fields = page.getByRole('textbox', { name: /^Votes on / })
  await fields.first().waitFor()
  for (let option = 0; option < (await fields.count()); option++) {
    await fields.nth(option).fill(String(votes[option] ?? 0))
    await fields.nth(option).blur()
  }
}
