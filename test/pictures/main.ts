import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { installWallet } from '../e2e/support/installWallet.ts'
import { launchBrowser } from '../e2e/support/launchBrowser.ts'
import { closeVoting, getAccount, passTimelock } from '../e2e/support/localChain.ts'
import { openVisitor } from '../e2e/support/openVisitor.ts'
import { proveHumanity } from '../e2e/support/proveHumanity.ts'
import { startStack } from '../e2e/support/startStack.ts'

/**
 * Takes the pictures of the documents, from the real page, on the way of one voter: `npm run
 * pictures`. They change with the page, so this is for people to run, not for the tests.
 */
const images = new URL('../../docs/images/', import.meta.url)
const stack = await startStack()
const browser = await launchBrowser()
try {
  const { page, context } = await openVisitor({ browser, url: stack.url })
  await page.setViewportSize({ width: 1_100, height: 820 })
  await installWallet({ context, rpcUrl: stack.rpcUrl, account: getAccount(8) })
  await page.reload()

  await page.getByRole('link', { name: 'Prove that you are human' }).first().click()
  await takePicture(page, 'enrolment.png', 'Choose where your identity is kept')
  await proveHumanity({ page, person: 'Ada', decision: 'Approve' })
  await page.getByRole('link', { name: 'See the proposals' }).click()

  await fillBallot(page)
  await takePicture(page, 'proposal.png', 'Your ballot')
  await page.getByRole('button', { name: 'Check my ballot' }).click()
  await page.getByRole('button', { name: 'Cast the ballot' }).click()
  await page.locator('.step-done', { hasText: 'Counted on-chain' }).waitFor({ timeout: 60_000 })
  await takePicture(page, 'receipt.png', 'You have voted')

  await execute(page)
  await takePicture(page, 'result.png', 'Tally')
  await page.getByRole('link', { name: 'Verify this election' }).click()
  await page.getByRole('button', { name: 'Verify now' }).click()
  await page.getByText('Everything adds up').waitFor({ timeout: 60_000 })
  await takePicture(page, 'verify.png', 'Verify this election')
} finally {
  await browser.close()
  await stack.close()
}
process.exit()

/** Takes a picture from a heading down. */
async function takePicture(page: Page, name: string, heading: string): Promise<void> {
  const start = page.getByRole('heading', { name: heading }).first()
  await start.waitFor()
  await start.evaluate((element) => {
    element.scrollIntoView({ block: 'start' })
    scrollBy(0, -24)
  })
  await page.screenshot({ path: fileURLToPath(new URL(name, images)) })
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

/** Ends the vote and has its outcome run, as anybody may. */
async function execute(page: Page): Promise<void> {
  const id = BigInt(new URL(page.url()).pathname.split('/').at(-1) ?? '')
  await closeVoting(stack, id)
  await page.getByRole('button', { name: 'Queue it' }).click({ timeout: 60_000 })
  await page.getByText('It waits in the timelock.').waitFor({ timeout: 60_000 })
  await passTimelock(stack, page, id)
  await page.getByRole('button', { name: 'Run it' }).click()
  await page.locator('.step-done', { hasText: 'Executed' }).waitFor({ timeout: 60_000 })
}
