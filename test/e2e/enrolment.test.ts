import { readFile } from 'node:fs/promises'
import type { DevelopmentStack } from '@psephos/server/src/development/startDevelopment.ts'
import { JsonRpcProvider } from 'ethers'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectPage } from './support/inspectPage.ts'
import { installWallet } from './support/installWallet.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { lookAgainFor } from './support/lookAgainFor.ts'
import { plugInAuthenticator } from './support/plugInAuthenticator.ts'
import { answerInWallet, proveHumanity } from './support/proveHumanity.ts'
import { publishProposal } from './support/publishProposal.ts'
import { refuseWorldIdRequest } from './support/refuseWorldIdRequest.ts'
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

/** Goes to a page of the DAO, as somebody new. */
const visitSpace = (path: string) =>
  visit({ browser, url: `${stack.url}/spaces/${stack.space.id}/${path}` })

/** Holds a state of the page against axe, on a phone and on a desktop. */
async function inspect(page: Page, state: string): Promise<void> {
  expect.soft(await inspectPage(page, state)).toEqual([])
}

const readStorage = (page: Page) => page.evaluate(() => JSON.stringify(localStorage))

/** An account that the local chain signs for. */
async function findAccount(rpcUrl: string): Promise<string> {
  const provider = new JsonRpcProvider(rpcUrl)
  const [, account = ''] = await provider.send('eth_accounts', [])
  provider.destroy()
  return account
}

describe('enrolling on the page', () => {
  test('keeps the identity in a passkey, and goes on after leaving the page', async () => {
    const { page, complaints } = await visitSpace('enrol')
    await plugInAuthenticator(page)
    await page.getByRole('heading', { name: 'Choose where your identity is kept' }).waitFor()
    await inspect(page, 'enrolment-choice')
    await page.getByRole('button', { name: 'Make a passkey' }).click()
    await page.getByRole('button', { name: 'Prove with World ID' }).waitFor()
    await inspect(page, 'enrolment-passkey')

    await page.getByRole('button', { name: 'Prove with World ID' }).click()
    await page.getByRole('link', { name: 'Open the development wallet' }).waitFor()
    await page.reload()
    await answerInWallet({ page, person: 'Ada', decision: 'Approve' })
    await page.getByText(/^You are member \d+/).waitFor()
    // The sample DAO opens a round for whoever has just enrolled.
    await page.getByRole('link', { name: /^Vote: / }).waitFor()
    await inspect(page, 'enrolment-passkey-done')
    expect(await readStorage(page)).not.toContain('secret')

    // What a device knows that has the passkey and nothing else: this one forgets the rest. The test
    // browser does not hand a passkey's secret on to another.
    await page.getByRole('link', { name: 'Look after your identity' }).click()
    await page.getByRole('heading', { name: 'Kept in a synced passkey' }).waitFor()
    await inspect(page, 'identity-passkey')
    await page.getByRole('button', { name: 'Forget my identity here' }).click()
    await page.getByText('Your passkey brings it back whenever you want.').waitFor()
    await inspect(page, 'identity-forget')
    await page.getByRole('button', { name: 'Forget it' }).click()
    await page.getByText('Bring the identity with which you enrolled').waitFor()
    expect(await readStorage(page)).not.toContain('psephos.identity')
    await page.reload()
    await page.getByRole('button', { name: 'Use a passkey' }).waitFor()
    await inspect(page, 'identity-none')
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.getByRole('alert').getByText('Your identity is here').waitFor()
    await page.getByText(/^Member \d+$/).waitFor()
    await inspect(page, 'identity-restored')
    await page.getByRole('link', { name: 'See the proposals' }).click()
    await page.getByRole('heading', { name: 'You are enrolled' }).waitFor()
    const shut = page.getByRole('article').filter({ hasText: 'Opened before you enrolled' }).first()
    await shut.getByRole('link').first().click()
    await page.getByRole('link', { name: /^You can vote on/ }).waitFor()
    expect(complaints).toEqual([])
  })

  test('keeps the identity in a file, restores it elsewhere and replaces it', {
    timeout: 300_000,
  }, async () => {
    const { page } = await visitSpace('enrol')
    const passphrase = 'ochre pebble urn clay ballot'
    await page.getByText('Other ways to keep it').click()
    await page.getByRole('button', { name: 'Make a backup file' }).click()
    const fields = [
      page.getByRole('textbox', { name: 'Passphrase', exact: true }),
      page.getByRole('textbox', { name: 'The same passphrase again' }),
    ] as const
    const save = page.getByRole('button', { name: 'Save the file and go on' })
    for (const field of fields) await field.fill('short')
    await save.click()
    await page.getByRole('alert').getByText('The passphrase is too short').waitFor()
    await fields[0].fill(passphrase)
    await save.click()
    await page.getByRole('alert').getByText('The two are not the same.').waitFor()
    await inspect(page, 'enrolment-file')
    await fields[1].fill(passphrase)
    const downloading = page.waitForEvent('download')
    await save.click()
    const file = await (await downloading).path()
    expect(await readFile(file, 'utf8')).toMatch(/^\{"kind":"psephos-identity"/)
    await inspect(page, 'enrolment-file-saved')
    await page.getByRole('button', { name: 'I have written it down' }).click()
    await page.getByRole('heading', { name: 'Choose where' }).waitFor({ state: 'detached' })
    await proveHumanity({ page, person: 'Bram', decision: 'Approve' })
    await page.getByText(/^You are member \d+/).waitFor()
    await publishProposal(stack, 1)

    const elsewhere = await visitSpace('identity')
    const other = elsewhere.page
    await other.getByLabel('Backup file').setInputFiles(file)
    await other.getByRole('textbox', { name: 'Its passphrase' }).fill('another passphrase')
    await other.getByRole('button', { name: 'Open the file' }).click()
    await other.getByRole('alert').getByText('The passphrase does not open the file.').waitFor()
    await other.getByRole('textbox', { name: 'Its passphrase' }).fill(passphrase)
    await other.getByRole('button', { name: 'Open the file' }).click()
    await other.getByRole('alert').getByText('Your identity is here').waitFor()
    await inspect(other, 'identity-file')

    // The proposal's list of voters is taken before the identity is replaced.
    await other.getByRole('link', { name: 'See the proposals' }).click()
    const card = other.getByRole('article').filter({ hasText: 'What shall the library buy?' })
    await lookAgainFor(card.getByText('You may vote'))
    await other.goto(`${stack.url}/spaces/${stack.space.id}/identity`)
    await other.getByRole('link', { name: 'Replace the identity' }).click()
    await other.getByRole('heading', { name: 'Replace your identity' }).waitFor()
    await inspect(other, 'replace-start')
    await proveHumanity({ page: other, person: 'Bram', decision: 'Approve' })
    await other.getByRole('alert').getByText('Your new identity is in its place').waitFor()
    await inspect(other, 'replace-done')

    // There the former identity votes, which this browser still has.
    await other.getByRole('link', { name: 'See the proposals' }).click()
    await card.getByRole('link').click()
    await other.getByRole('heading', { name: 'Your ballot' }).waitFor()

    // With one option there is a button for each thing that most people would do.
    const field = other.getByRole('textbox', { name: 'Votes on Atlases' })
    for (const [choice, votes] of [
      ['Against', '-10'],
      ['Abstain', '0'],
      ['For', '10'],
    ] as const) {
      await other.getByRole('button', { name: choice, exact: true }).click()
      await expect.poll(() => field.inputValue()).toBe(votes)
    }
    await other.getByRole('button', { name: 'For', exact: true, pressed: true }).waitFor()
    await inspect(other, 'proposal-one-option')
    expect(elsewhere.complaints).toEqual([])
  })

  test('says what World ID refuses and what to do, and asks again', async () => {
    const { page, complaints } = await visitSpace('enrol')
    await proveHumanity({ page, person: 'Chidi', decision: 'Decline' })
    await page.getByRole('alert').getByText('The request was declined.').waitFor()
    await inspect(page, 'enrolment-declined')

    const ask = async () => {
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('link', { name: 'Open the development wallet' }).waitFor()
    }
    await ask()
    await refuseWorldIdRequest({ page, code: 'user_presence_failed' })
    await page.getByRole('alert').getByText('World App could not see that it is you').waitFor()
    await ask()
    await refuseWorldIdRequest({ page, code: 'nullifier_replayed' })
    await page.getByText('Restore the identity with which you did').waitFor()
    await inspect(page, 'enrolment-replayed')
    await page.getByRole('link', { name: 'Restore your identity' }).click()
    await page.getByRole('heading', { name: 'Restore an identity' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('offers to replace the identity of a person who is enrolled in another browser', async () => {
    const first = await visitSpace('enrol')
    const { page, context } = first
    const { rpcUrl } = stack
    const account = await findAccount(rpcUrl)
    const wallet = await installWallet({ context, rpcUrl, account })
    await page.reload()
    wallet.declined.add('eth_signTypedData_v4')
    await page.getByText('Other ways to keep it').click()
    await page.getByRole('button', { name: 'Sign with a wallet' }).click()
    await page.getByRole('alert').getByText('You declined the signature').waitFor()
    wallet.declined.clear()
    await page.getByRole('button', { name: 'Sign with a wallet' }).click()
    await page.getByRole('button', { name: 'Prove with World ID' }).waitFor()
    await proveHumanity({ page, person: 'Dalia', decision: 'Approve' })
    await page.getByText('You are member').waitFor()
    const kept = await readStorage(page)
    for (const word of ['secret', account.toLowerCase()]) {
      expect(kept.toLowerCase()).not.toContain(word)
    }
    await page.goto(`${stack.url}/spaces/${stack.space.id}/identity`)
    await page.getByRole('button', { name: 'Forget my identity here' }).click()
    await page.getByRole('button', { name: 'Forget it' }).click()
    await page.getByRole('button', { name: 'Sign with a wallet' }).click()
    await page.getByRole('alert').getByText('Your identity is here').waitFor()

    const second = await visitSpace('enrol')
    await proveHumanity({ page: second.page, person: 'Dalia', decision: 'Approve' })
    await second.page.getByRole('alert').getByText('You are enrolled already').waitFor()
    await inspect(second.page, 'enrolment-taken')
    await second.page.goto(`${stack.url}/spaces/${stack.space.id}`)
    await second.page.getByRole('link', { name: 'It is lost: replace it' }).click()
    await second.page.getByRole('button', { name: 'Replace the lost identity' }).click()
    await second.page.getByText('You are member').waitFor()
    await second.page.getByRole('alert').getByText('Your new identity is in its place').waitFor()
  })

  test('finishes an enrolment whose answer got lost, and one whose tab was closed', async () => {
    const { page, context } = await visitSpace('enrol')
    await page.route('**/enrolments', (route) => route.abort(), { times: 1 })
    await proveHumanity({ page, person: 'Emre', decision: 'Approve' })
    await page.getByRole('alert').getByText('The server does not answer.').waitFor()
    await inspect(page, 'enrolment-unanswered')
    // World ID's answer is kept, so a new visit goes on without asking it again.
    await page.reload()
    await page.getByText('You are member').waitFor()

    const later = await visitSpace('enrol')
    await later.page.getByText('Other ways to keep it').click()
    await later.page.getByText('Keep it in this browser only').click()
    await later.page.getByRole('button', { name: 'Keep it here only' }).click()
    await later.page.getByRole('button', { name: 'Prove with World ID' }).click()
    const link = later.page.getByRole('link', { name: 'Open the development wallet' })
    const uri = (await link.getAttribute('href')) ?? ''
    const wallet = await later.context.newPage()
    await later.page.close()
    await wallet.goto(uri)
    await wallet.getByRole('radio', { name: 'Farah' }).check()
    await wallet.getByRole('button', { name: 'Approve' }).click()
    await wallet.getByRole('status').waitFor()
    await wallet.goto(`${stack.url}/spaces/${stack.space.id}/enrol`)
    await wallet.getByText('You are member').waitFor()
    expect(context.pages()).toHaveLength(1)
  })
})
