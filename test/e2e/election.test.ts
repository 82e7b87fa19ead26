import type { DevelopmentStack } from '@psephos/server/src/development/startDevelopment.ts'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectPage } from './support/inspectPage.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { proveHumanity } from './support/proveHumanity.ts'
import { publishProposal } from './support/publishProposal.ts'
import { startStack } from './support/startStack.ts'
import { visit } from './support/visit.ts'

let stack: DevelopmentStack
let browser: Browser

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), launchBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

describe('an election on the page', () => {
  test('goes from nothing to a counted ballot, and to a changed one', {
    timeout: 300_000,
  }, async () => {
    const { page, complaints } = await visit({ browser, url: stack.url })
    await page.getByRole('heading', { name: 'Open for voting' }).waitFor()
    await inspect(page, 'home-new')
    await page.getByRole('article').getByRole('link').first().click()
    await page.getByText('To vote you must be enrolled').waitFor()
    await inspect(page, 'proposal-not-enrolled')

    await page.getByRole('link', { name: 'Prove that you are human' }).click()
    await page.getByRole('heading', { name: 'Choose where your identity is kept' }).waitFor()
    await inspect(page, 'enrolment-start')
    await proveHumanity({
      page,
      person: 'Ada',
      decision: 'Approve',
      onConnect: () => inspect(page, 'enrolment-connect'),
    })
    await page.getByText(/^You are member \d+/).waitFor()
    await inspect(page, 'enrolment-done')

    await page.getByRole('link', { name: 'See the proposals' }).click()
    await publishProposal(stack)
    const card = page.getByRole('article').filter({ hasText: 'What shall the library buy?' })
    await card.getByText('You may vote').waitFor({ timeout: 60_000 })
    await inspect(page, 'home-enrolled')
    await card.getByRole('link').click()
    await page.getByRole('heading', { name: 'Your ballot' }).waitFor()
    await page.getByText('pays 1.5 ETH to').waitFor()
    await page.getByText('makes a call that this page cannot read').waitFor()
    await page.getByRole('link', { name: 'Image: The reading room' }).waitFor()
    expect(await page.title()).toBe('What shall the library buy? · Psephos')
    await inspect(page, 'proposal-voting')

    const credits = page.getByText(/credits left$/)
    const atlases = page.getByRole('textbox', { name: 'Votes on Atlases' })
    await atlases.fill('3')
    await atlases.press('Tab')
    await credits.filter({ hasText: '91 of 100' }).waitFor()
    const catalogue = page.getByRole('textbox', { name: 'Votes on A new catalogue' })
    await catalogue.press('ArrowDown')
    await catalogue.press('ArrowDown')
    await credits.filter({ hasText: '87 of 100' }).waitFor()
    await inspect(page, 'proposal-ballot')

    const release = await holdArtifacts(page)
    await page.getByRole('button', { name: 'Cast the ballot' }).click()
    await page.locator('.step-current', { hasText: 'Load the proving key' }).waitFor()
    await inspect(page, 'proposal-casting')
    release()
    const counted = page.locator('.step-done', { hasText: 'Counted on-chain' })
    await counted.waitFor()
    const table = page.getByRole('table', { name: 'Counted on-chain so far' })
    await expect
      .poll(() => readRows(table), { timeout: 20_000 })
      .toContainEqual(['3', '0', '9', 'Yes'])
    expect(await readRows(table)).toContainEqual(['0', '2', '4', 'No'])
    await inspect(page, 'proposal-counted')

    await page.getByRole('button', { name: 'Change my ballot' }).click()
    await page.getByRole('button', { name: 'One vote more for Atlases' }).click()
    await page.getByRole('button', { name: 'Replace my ballot' }).click()
    await page.getByText('You have changed your ballot once.').waitFor()
    await counted.waitFor()
    await expect
      .poll(() => readRows(table), { timeout: 20_000 })
      .toContainEqual(['4', '0', '16', 'Yes'])
    await page.getByText('1 ballot received').waitFor()

    // Another visit finds the ballot again.
    await page.reload()
    await page.getByText('You have changed your ballot once.').waitFor()
    await counted.waitFor()
    expect(complaints).toEqual([])
  })

  test('says so when there is no such proposal, or no such page', async () => {
    const { page } = await visit({ browser, url: `${stack.url}/proposals/12` })
    await page.getByText('The server does not know this proposal.').waitFor()
    await inspect(page, 'proposal-unknown')

    await page.goto(`${stack.url}/nowhere`)
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor()
    await inspect(page, 'nothing-here')
  })
})

/** Holds a state of the page against axe, on a phone and on a desktop, in both themes. */
async function inspect(page: Page, state: string): Promise<void> {
  expect.soft(await inspectPage(page, state)).toEqual([])
}

/** Keeps the proving key back until the returned function is called. */
async function holdArtifacts(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.context().route('**/artifacts/*.zkey', async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

/** The numbers of the tally, option by option. */
async function readRows(table: Locator): Promise<string[][]> {
  const rows = await table.locator('tbody tr').all()
  return Promise.all(rows.map((row) => row.getByRole('cell').allTextContents()))
}
