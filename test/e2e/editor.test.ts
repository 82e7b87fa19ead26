import { createServerClient } from '@psephos/lib'
import type { DevelopmentStack } from '@psephos/server/src/development/startDevelopment.ts'
import { LOCAL_MNEMONIC } from '@psephos/server/src/development/startLocalChain.ts'
import { HDNodeWallet } from 'ethers'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectPage } from './support/inspectPage.ts'
import { installWallet } from './support/installWallet.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { letMembersPropose } from './support/letMembersPropose.ts'
import { proveHumanity } from './support/proveHumanity.ts'
import { startStack } from './support/startStack.ts'
import { visit } from './support/visit.ts'

/** An account of the local chain that nobody else of the stack uses. */
const account = HDNodeWallet.fromPhrase(LOCAL_MNEMONIC, '', "m/44'/60'/0'/0/8").address
const gardener = '0x000000000000000000000000000000000000b001'

/** A page that is loaded anew takes a while on a busy machine. */
const PATIENCE = { timeout: 20_000 }

let stack: DevelopmentStack
let browser: Browser

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), launchBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

describe('a proposal', () => {
  test('is written, kept as a draft, published by a wallet, and found', {
    timeout: 300_000,
  }, async () => {
    const { page, context, complaints } = await visit({ browser, url: stack.url })
    const wallet = await installWallet({ context, rpcUrl: stack.rpcUrl, account })
    await page.reload()
    await page.getByRole('link', { name: 'New proposal' }).click()
    const field = (name: string) => page.getByRole('textbox', { name, exact: true })
    await field('Title').waitFor()

    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByText('4 things are missing or wrong.').waitFor()
    await expect.poll(() => field('Title').evaluate(hasFocus), PATIENCE).toBe(true)
    await inspect(page, 'editor-problems')

    await field('Title').fill('What shall grow in the courtyard?')
    await field('Text').fill(
      'Something **green**.\n\n| Plant | Price |\n| --- | --- |\n| Oak | 1.5 |',
    )
    await page.getByRole('tab', { name: 'Preview' }).click()
    await page.getByRole('cell', { name: 'Oak' }).waitFor()
    await page.getByRole('tab', { name: 'Write' }).click()
    await field('Tags (optional)').fill('Courtyard, #grants')

    const first = page.getByRole('group', { name: 'Option 1', exact: true })
    const second = page.getByRole('group', { name: 'Option 2', exact: true })
    await first.getByRole('textbox', { name: 'What it is' }).fill('An oak')
    await addCall(page, 'An oak', 'Pay In the chain')
    await first.getByRole('textbox', { name: 'To' }).fill(gardener.slice(0, 41))
    await first.getByRole('textbox', { name: 'Amount in ETH' }).fill('1,5')
    await first.getByText('This is no address, or it is mistyped').waitFor()
    await first.getByRole('textbox', { name: 'To' }).fill(gardener)
    await first.getByRole('textbox', { name: 'Amount in ETH' }).fill('1.5')
    await first.getByText('pays 1.5 ETH to').waitFor()

    await second.getByRole('textbox', { name: 'What it is' }).fill('A longer vote')
    await addCall(page, 'A longer vote', 'Call a function')
    await second.getByRole('textbox', { name: 'Contract' }).fill(stack.space.governor)
    await second
      .getByRole('textbox', { name: 'ABI or signature' })
      .fill(
        'function setVotingPeriod(uint32 newVotingPeriod)\nfunction relay(address, uint256, bytes) payable',
      )
    const choice = second.getByRole('combobox', { name: 'Function' })
    await choice.selectOption('relay(address,uint256,bytes)')
    await second.getByRole('textbox', { name: 'Pays besides, in ETH (optional)' }).waitFor()
    await choice.selectOption('setVotingPeriod(uint32)')
    await second.getByRole('textbox', { name: 'newVotingPeriod (uint32)' }).fill('86400')
    await second.getByText('sets how long votes are open to 1 day').waitFor()

    await page.getByRole('button', { name: 'Add an option' }).click()
    await page.keyboard.type('Nothing')
    const up = page.getByRole('button', { name: 'Move “Nothing” up' })
    await up.press('Enter')
    await page.getByText('“Nothing” is now 2 of 3').waitFor()
    await expect.poll(() => up.evaluate(hasFocus), PATIENCE).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByText('“Nothing” is now 1 of 3').waitFor()
    await page.getByRole('button', { name: 'Move “Nothing” down' }).press('Enter')
    await page.getByRole('button', { name: 'Move “Nothing” down' }).press('Enter')

    await page.getByRole('button', { name: 'Save as a draft' }).click()
    await page.getByText('The draft is saved.').waitFor()
    await page.getByRole('checkbox', { name: 'Whoever has the link may read it' }).click()
    await page.getByRole('button', { name: 'Copy the link for readers' }).waitFor()
    await page.reload()
    await expect
      .poll(() => field('Title').inputValue(), PATIENCE)
      .toBe('What shall grow in the courtyard?')
    await page.getByRole('button', { name: 'Begin a new proposal' }).click()
    await expect.poll(() => field('Title').inputValue(), PATIENCE).toBe('')
    await page
      .getByRole('button', { name: 'What shall grow in the courtyard?', exact: true })
      .click()
    await page.getByRole('textbox', { name: 'newVotingPeriod (uint32)' }).waitFor()
    await inspect(page, 'editor-draft')

    const otherTab = await context.newPage()
    await otherTab.goto(page.url())
    await otherTab.getByRole('textbox', { name: 'Discussion (optional)' }).fill('https://a.example')
    await page.getByText('This proposal was edited in another tab').waitFor()
    await page.getByRole('button', { name: 'Take the other tab’s' }).click()
    await expect
      .poll(() => field('Discussion (optional)').inputValue(), PATIENCE)
      .toBe('https://a.example')
    await otherTab.close()

    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByRole('heading', { name: 'Review the proposal' }).waitFor()
    await page.getByText('In this DAO any account may propose.').waitFor()
    await inspect(page, 'editor-review')
    wallet.declined.add('eth_sendTransaction')
    await page.getByRole('button', { name: 'Publish on-chain' }).click()
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await inspect(page, 'editor-declined')
    wallet.declined.clear()
    // The server takes its time, and the tab is loaded anew meanwhile.
    const lists = '**/api/v1/spaces/*/proposals?*'
    await page.route(lists, (route) => route.fulfill({ json: { proposals: [] } }))
    await page.getByRole('button', { name: 'Try again' }).click()
    const waiting = page.locator('.step-current', { hasText: 'The server finds it on the chain' })
    await waiting.waitFor()
    await inspect(page, 'editor-sent')
    await page.reload()
    await waiting.waitFor()
    await page.unroute(lists)
    await page
      .getByRole('heading', { level: 1, name: 'What shall grow in the courtyard?' })
      .waitFor({ timeout: 60_000 })
    await page.getByText('pays 1.5 ETH to').waitFor()

    await page.getByRole('link', { name: /^All proposals of/ }).click()
    const cards = page.getByRole('article')
    const card = cards.filter({ hasText: 'What shall grow in the courtyard?' })
    await card.waitFor()
    const all = await cards.count()
    expect(all).toBeGreaterThan(1)
    await page.getByRole('searchbox', { name: 'Search the proposals' }).fill('green courtyard')
    await expect.poll(() => cards.count(), PATIENCE).toBe(1)
    await inspect(page, 'proposals-found')
    await page.getByRole('link', { name: /^Finished/ }).click()
    await page.getByText('Nothing fits what you are looking for.').waitFor()
    await inspect(page, 'proposals-nothing')
    await page.goBack()
    await card.waitFor()
    await page.getByRole('searchbox', { name: 'Search the proposals' }).fill('')
    await expect.poll(() => cards.count(), PATIENCE).toBe(all)
    await card.getByRole('link', { name: 'grants' }).click()
    await page.getByText('With the tag “grants”').waitFor()
    await expect.poll(() => cards.count(), PATIENCE).toBe(1)
    await page.getByRole('combobox', { name: 'Order' }).selectOption('Closing soonest')
    await page.getByRole('link', { name: /^Open/ }).click()
    expect(new URL(page.url()).search).toBe('?state=open&tag=grants&order=closing')
    expect(complaints).toEqual([])
  })
})

describe('a member’s proposal', () => {
  test('is proved and published without a name', { timeout: 300_000 }, async () => {
    const { space } = stack
    const path = `${stack.url}/spaces/${space.id}`
    const { page, context, complaints } = await visit({ browser, url: `${path}/enrol` })
    await proveHumanity({ page, person: 'Ada', decision: 'Approve' })
    await page.getByText(/^You are member \d+/).waitFor()
    await letMembersPropose(stack)
    await installWallet({ context, rpcUrl: stack.rpcUrl, account })

    await page.goto(`${path}/new`)
    await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Shall we meet in spring?')
    const names = page.getByRole('textbox', { name: 'What it is' })
    await names.nth(0).fill('In March')
    await names.nth(1).fill('In April')
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByRole('button', { name: 'Add a call that does nothing' }).click()
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByText('Each member may make 1 proposal in 7 days.').waitFor()
    await inspect(page, 'editor-member')
    await page.getByRole('button', { name: 'Publish on-chain' }).click()
    await page
      .getByRole('heading', { level: 1, name: 'Shall we meet in spring?' })
      .waitFor({ timeout: 120_000 })
    const [newest] = await createServerClient({ baseUrl: stack.url }).listProposals({
      space: space.id,
    })
    expect(newest).toMatchObject({
      metadata: { title: 'Shall we meet in spring?' },
      proposer: space.governor,
    })
    expect(complaints).toEqual([])
  })
})

describe('the DAOs of a server', () => {
  test('are found by search, page after page', { timeout: 180_000 }, async () => {
    const { page, complaints } = await visit({ browser, url: `${stack.url}/nowhere` })
    await serveManySpaces(page)
    await page.getByRole('link', { name: 'Psephos' }).click()
    const cards = page.getByRole('article')
    await expect.poll(() => cards.count(), PATIENCE).toBe(24)
    await cards.first().getByText('2 open now').waitFor()
    await page.getByRole('button', { name: 'Show more DAOs' }).press('Enter')
    await expect.poll(() => cards.count(), PATIENCE).toBe(30)
    const firstNew = page.getByRole('link', { name: 'Garden 24' })
    await expect.poll(() => firstNew.evaluate(hasFocus), PATIENCE).toBe(true)
    await inspect(page, 'spaces')
    await page.getByRole('searchbox', { name: 'Search the DAOs' }).fill('garden 7')
    await expect.poll(() => cards.count(), PATIENCE).toBe(1)
    expect(new URL(page.url()).search).toBe('?search=garden+7')
    await page.getByRole('searchbox', { name: 'Search the DAOs' }).fill('orchard')
    await page.getByText('No DAO here has “orchard”').waitFor()
    expect(complaints).toEqual([])
  })
})

/** Answers the page as a server with thirty DAOs would. */
async function serveManySpaces(page: Page): Promise<void> {
  const spaces = Array.from({ length: 30 }, (_, index) => ({
    ...stack.space,
    id: `garden-${index}`,
    name: `Garden ${index}`,
    governor: `0x${(index * 37 + 11).toString(16).padStart(2, '0').repeat(20).slice(0, 40)}`,
    profile: {
      name: `Garden ${index}`,
      about: 'We grow *vegetables* and [share](https://a.example) them with the neighbours.',
    },
  }))
  await page.route('**/api/v1/spaces?*', (route) => {
    const query = new URL(route.request().url()).searchParams
    const search = query.get('search') ?? ''
    const found = spaces.filter(({ name }) => name.toLowerCase().includes(search))
    const start = Number(query.get('cursor') ?? 0)
    const shown = found.slice(start, start + 24)
    const next = start + 24 < found.length ? { next: String(start + 24) } : {}
    return route.fulfill({ json: { spaces: shown, ...next } })
  })
  await page.route('**/api/v1/spaces', (route) => route.fulfill({ json: { spaces } }))
  await page.route('**/api/v1/spaces/garden-*', (route) => {
    const id = new URL(route.request().url()).pathname.split('/').at(-1)
    const proposals = {
      pending: 1,
      active: 2,
      canceled: 0,
      defeated: 3,
      succeeded: 0,
      queued: 0,
      expired: 0,
      executed: 4,
    }
    const figures = { members: 1_204, proposals, ballots: 5_000, lastActivity: null }
    return route.fulfill({ json: { ...spaces.find((space) => space.id === id), figures } })
  })
}

async function addCall(page: Page, option: string, kind: string): Promise<void> {
  await page.getByRole('button', { name: `Add a call to “${option}”` }).click()
  await page.getByRole('menuitem', { name: kind }).click()
}

function hasFocus(element: Element): boolean {
  return element === document.activeElement
}

/** Holds a state of the page against axe, on a phone and on a desktop. */
async function inspect(page: Page, state: string): Promise<void> {
  expect.soft(await inspectPage(page, state)).toEqual([])
}
