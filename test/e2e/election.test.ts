import { readFile } from 'node:fs/promises'
import { createServerClient, recoverRelay, type WireProposal, wireReceipt } from '@psephos/lib'
import type { DevelopmentStack } from '@psephos/server/src/development/startDevelopment.ts'
import { parseEther } from 'ethers'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseLanguage } from './support/chooseLanguage.ts'
import { findLayoutFaults } from './support/findLayoutFaults.ts'
import { inspectPage } from './support/inspectPage.ts'
import { installWallet } from './support/installWallet.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import {
  closeVoting,
  getAccount,
  passTimelock,
  readBalance,
  setBalance,
} from './support/localChain.ts'
import { lookAgainFor } from './support/lookAgainFor.ts'
import { proveHumanity } from './support/proveHumanity.ts'
import { publishProposal } from './support/publishProposal.ts'
import { startStack } from './support/startStack.ts'
import { visit } from './support/visit.ts'

/** Whose wallet it is: nobody else of the stack uses it. */
const ACCOUNT = 8
/** Where the winning option of the tests' proposal pays. */
const PAID = '0x000000000000000000000000000000000000b001'

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
    timeout: 420_000,
  }, async () => {
    const { page, context, complaints } = await visit({ browser, url: stack.url })
    const account = getAccount(ACCOUNT)
    const wallet = await installWallet({ context, rpcUrl: stack.rpcUrl, account })
    await page.reload()
    await page.getByRole('heading', { name: 'Open for voting' }).waitFor()
    await chooseLanguage({ page, language: 'zh', heading: '正在投票' })
    await inspect(page, 'home-new-zh')
    await page.getByRole('article').getByRole('link').first().click()
    await chooseLanguage({ page, language: 'de', heading: 'Auszählung' })
    await page.getByText('Abstimmen kann nur, wer schon zu Beginn').waitFor()
    await inspect(page, 'proposal-not-enrolled-de')
    await chooseLanguage({ page, language: 'en', heading: 'Tally' })
    await page.getByText('To vote you must be enrolled').waitFor()

    await page.getByRole('link', { name: 'Prove that you are human' }).click()
    await page.getByRole('heading', { name: 'Choose where your identity is kept' }).waitFor()
    await chooseLanguage({
      page,
      language: 'fr',
      heading: 'Choisissez où conserver votre identité',
    })
    await inspect(page, 'enrolment-start-fr')
    await chooseLanguage({
      page,
      language: 'en',
      heading: 'Choose where your identity is kept',
    })
    await proveHumanity({
      page,
      person: 'Ada',
      decision: 'Approve',
      onConnect: async () => {
        await inspect(page, 'enrolment-connect')
        // What moves here does so for those alone who have not asked for less motion.
        await page.emulateMedia({ reducedMotion: 'no-preference' })
        expect(await findLayoutFaults(page)).toEqual([expect.stringMatching(/moves$/)])
        await page.emulateMedia({ reducedMotion: 'reduce' })
      },
    })
    await page.getByText(/^You are member \d+/).waitFor()
    await inspect(page, 'enrolment-done')

    await page.getByRole('link', { name: 'See the proposals' }).click()
    await publishProposal(stack)
    const card = page.getByRole('article').filter({ hasText: 'What shall the library buy?' })
    await lookAgainFor(card.getByText('You may vote'))
    await inspect(page, 'home-enrolled')
    await card.getByRole('link').click()
    await page.getByRole('heading', { name: 'Your ballot' }).waitFor()
    await page.getByText('pays 1.5 ETH to').waitFor()
    await page.getByText('makes a call that this page cannot read').waitFor()
    await page.getByRole('link', { name: 'Image: The reading room' }).waitFor()
    expect(await page.title()).toBe('What shall the library buy? · Psephos')
    await chooseLanguage({ page, language: 'es', heading: 'Tu papeleta' })
    await inspect(page, 'proposal-voting-es')
    await chooseLanguage({ page, language: 'en', heading: 'Your ballot' })

    // With the keyboard alone, from the first field to the ballot on its way.
    const credits = page.getByText(/credits left$/)
    // Who begins to vote begins to load the proving key.
    const release = await holdArtifacts(page)
    await page.getByRole('textbox', { name: 'Votes on Atlases' }).focus()
    await page.keyboard.type('15')
    await page.getByText('10 is the most you can give here.').waitFor()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('3')
    await page.keyboard.press('Tab')
    await credits.filter({ hasText: '91 of 100' }).waitFor()
    await expectFocus(page, 'Votes on A new catalogue')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await credits.filter({ hasText: '87 of 100' }).waitFor()
    await inspect(page, 'proposal-ballot')
    // At 200 % too, where what sticks to the window's edge could hide what has the focus.
    await page.setViewportSize({ width: 640, height: 450 })
    expect(await tabTo(page, 'Check my ballot')).toEqual(['Votes on Nothing this year'])
    await page.setViewportSize({ width: 1_280, height: 900 })
    await page.keyboard.press('Enter')
    await expectArrival(page, 'Not cast yet: check your ballot')
    await page.getByText('Your votes cost 13 of 100 credits.').waitFor()
    await page.getByText('Nobody has voted so far.').waitFor()
    await page.getByText('Cast it on-chain myself').click()
    await inspect(page, 'proposal-review')

    // Cancelled while the proving key is on its way, and then again from the start.
    await tabTo(page, 'Cast the ballot')
    await page.keyboard.press('Enter')
    const loading = page.locator('.step-current', { hasText: 'Load the proving key' })
    await loading.waitFor()
    await inspect(page, 'proposal-casting')
    await page.getByRole('button', { name: 'Stop' }).click()
    await loading.waitFor({ state: 'detached' })
    await page.getByText('Stopped. Nothing was sent.').waitFor()
    await expectFocus(page, 'Cast the ballot')
    // The server is out of reach just when the ballot is ready.
    const reconnect = await cutConnection(page)
    await page.getByRole('button', { name: 'Cast the ballot' }).click()
    release()
    await page.getByText('Your ballot is made, but may not have arrived').waitFor()
    await page.getByText('The server does not answer.').waitFor()
    await inspect(page, 'proposal-made')
    const requested = await reconnect()
    expect(requested).toBeGreaterThan(0)

    // Neither a closed tab nor the lost connection cost another proof.
    const proofs = countArtifacts(page)
    await page.reload()
    await page.getByRole('button', { name: 'Send it again' }).click()
    await expectArrival(page, 'You have voted')
    const counted = page.locator('.step-done', { hasText: 'Counted on-chain' })
    await counted.waitFor()
    expect(proofs()).toBe(0)
    const table = page.getByRole('table', { name: 'Counted on-chain so far' })
    await expect
      .poll(() => readRows(table), { timeout: 20_000 })
      .toContainEqual(['3', '0', '9', 'Yes'])
    expect(await readRows(table)).toContainEqual(['0', '2', '4', 'No'])
    const { id, voiceCredits } = await expectReceipt(page)
    expect(voiceCredits).toBe(100)
    await page.locator('summary', { hasText: '1 transaction brought these ballots' }).click()
    await page.getByText('this server’s relay').waitFor()
    await inspect(page, 'proposal-counted')

    // Changed past the relay, after having thought better of it once.
    await page.getByRole('button', { name: 'Change my ballot' }).click()
    await expectArrival(page, 'Your ballot')
    await page.getByRole('button', { name: 'One vote more for Atlases' }).click()
    await page.getByRole('button', { name: 'Check my ballot' }).click()
    await page.getByText('It replaces your earlier ballot.').waitFor()
    // Back leads to the votes, and a reload loses none of them.
    await page.goBack()
    await credits.filter({ hasText: '80 of 100' }).waitFor()
    await page.reload()
    await credits.filter({ hasText: '80 of 100' }).waitFor()
    await page.getByRole('button', { name: 'Check my ballot' }).click()
    await page.getByText('Cast it on-chain myself').click()
    wallet.declined.add('eth_sendTransaction')
    await page.getByRole('button', { name: 'Cast it with my wallet' }).click()
    await page.getByText('You declined it in your wallet').waitFor({ timeout: 60_000 })
    wallet.declined.clear()
    await page.getByText('Cast it on-chain myself').click()
    await page.getByRole('button', { name: 'Cast it with my wallet' }).click()
    await expectArrival(page, 'You have voted')
    await page.getByText('This ballot replaces any earlier one of yours.').waitFor()
    await page.getByText('You cast it with your own account').waitFor()
    await counted.waitFor()
    await expect
      .poll(() => readRows(table), { timeout: 20_000 })
      .toContainEqual(['4', '0', '16', 'Yes'])
    await page.getByText('1 ballot received').waitFor()

    // Another visit finds the ballot again.
    await page.reload()
    await page.getByText('This ballot replaces any earlier one of yours.').waitFor()
    await counted.waitFor()

    await closeVoting(stack, id)
    const queue = page.getByRole('button', { name: 'Queue it' })
    await lookAgainFor(queue)
    await inspect(page, 'proposal-passed')
    // A wallet that is elsewhere, then one that is empty.
    wallet.chainId = 1
    await queue.click()
    await page.getByText('Your wallet is on another blockchain').waitFor()
    wallet.chainId = null
    const funds = await readBalance(stack, account)
    await setBalance(stack, account, 0n)
    await queue.click()
    await page.getByText('The account has too little to pay').waitFor()
    await setBalance(stack, account, funds)
    await queue.click()
    await page.getByText('It waits in the timelock.').waitFor()
    await inspect(page, 'proposal-queued')
    await passTimelock(stack, page, id)
    // The treasury has been emptied meanwhile.
    const run = page.getByRole('button', { name: 'Run it' })
    const { timelock } = stack.space
    const treasury = await readBalance(stack, timelock)
    await setBalance(stack, timelock, 0n)
    await run.click()
    await page.getByText('One of its calls does not work as things stand.').waitFor()
    await inspect(page, 'proposal-refused')
    await setBalance(stack, timelock, treasury)
    await run.click()
    await page.locator('.step-done', { hasText: 'Executed' }).waitFor()
    expect(await readBalance(stack, PAID)).toBe(parseEther('1.5'))
    await inspect(page, 'proposal-executed')

    await page.goto(`${stack.url}/embed/${id}`)
    await page.getByRole('table', { name: 'Counted on-chain' }).waitFor()
    await page.getByRole('link', { name: 'Open the proposal' }).waitFor()
    await inspect(page, 'embed')
    expect(complaints.filter((complaint) => !complaint.includes('ERR_CONNECTION'))).toEqual([])
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

/** Holds a state of the page against axe, on a phone and on a desktop. */
async function inspect(page: Page, state: string): Promise<void> {
  expect.soft(await inspectPage(page, state)).toEqual([])
}

/** Presses Tab until what has that name has the focus; returns what had it on the way. */
async function tabTo(page: Page, name: string): Promise<string[]> {
  const passed: string[] = []
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    const focus = await readFocus(page)
    expect(await isFocusInSight(page), focus).toBe(true)
    if (focus === name) return passed
    passed.push(focus)
  }
  throw new Error(`The Tab key does not lead to "${name}".`)
}

/** Whether nothing lies over what has the focus, and it is in the window. */
function isFocusInSight(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { activeElement, body } = document
    // Between the last one of a page and its first the browser's own controls have it.
    if (activeElement === null || activeElement === body) return true
    const { x, y, width, height } = activeElement.getBoundingClientRect()
    return activeElement.contains(document.elementFromPoint(x + width / 2, y + height / 2))
  })
}

async function expectFocus(page: Page, name: string): Promise<void> {
  await expect.poll(() => readFocus(page)).toBe(name)
}

/** Expects that what has just appeared is seen, and heard by those who cannot see. */
async function expectArrival(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading, exact: true }).waitFor()
  await expectFocus(page, heading)
  expect(await isFocusInSight(page), heading).toBe(true)
}

/** The name of what has the focus. */
function readFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? ''
  })
}

/** Lets no ballot through; the returned function mends it and says how many it has stopped. */
async function cutConnection(page: Page): Promise<() => Promise<number>> {
  let stopped = 0
  const path = '**/ballots'
  await page.route(path, async (route) => {
    stopped++
    await route.abort('connectionrefused')
  })
  return async () => {
    await page.unroute(path)
    return stopped
  }
}

/** Counts how often the proving key is asked for from now on. */
function countArtifacts(page: Page): () => number {
  let count = 0
  page.context().on('request', (request) => {
    if (request.url().endsWith('.zkey')) count++
  })
  return () => count
}

/** Takes the receipt as a file and holds it against the relay; returns its proposal. */
async function expectReceipt(page: Page): Promise<WireProposal> {
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the receipt' }).click()
  const download = await downloading
  const receipt = wireReceipt.parse(JSON.parse(await readFile(await download.path(), 'utf8')))
  const client = createServerClient({ baseUrl: stack.url })
  expect(recoverRelay({ receipt })).toBe((await client.getRelay()).address)
  return client.getProposal({ proposal: receipt.proposal })
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
