import { readFile } from 'node:fs/promises'
import {
  concludeTranscript,
  confirmCommittee,
  createDeal,
  createServerClient,
  importTrustee,
  openInvitation,
  openTranscript,
  readSecretBallotContracts,
  signTrusteeMessage,
  trusteeEncryptionKey,
  wireInvitation,
} from '@psephos/lib'
import { developmentTrustees } from '@psephos/server/src/development/developmentTrustees.ts'
import type { DevelopmentStack } from '@psephos/server/src/development/startDevelopment.ts'
import { hexlify, JsonRpcProvider } from 'ethers'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approveCommittee } from './support/approveCommittee.ts'
import { chooseLanguage } from './support/chooseLanguage.ts'
import { inspectPage } from './support/inspectPage.ts'
import { installWallet } from './support/installWallet.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { closeVoting, getAccount, openVoting } from './support/localChain.ts'
import { lookAgainFor } from './support/lookAgainFor.ts'
import { openKeyGeneration } from './support/openKeyGeneration.ts'
import { openVisitor } from './support/openVisitor.ts'
import { proveHumanity } from './support/proveHumanity.ts'
import { publishProposal } from './support/publishProposal.ts'
import { startStack } from './support/startStack.ts'
import { visit } from './support/visit.ts'
import { voteSecretly } from './support/voteSecretly.ts'

/** Whose wallet it is: nobody else of the stack uses it. */
const ACCOUNT = 8

let stack: DevelopmentStack
let browser: Browser
/** The secret of somebody who is a member from the start: once voting was closed, the chain is ahead of World ID's answers. */
let bram: string

beforeAll(async () => {
  const committee = { trustees: 3, threshold: 2 }
  ;[stack, browser] = await Promise.all([startStack({ committee }), launchBrowser()])
  const url = `${stack.url}/spaces/${stack.space.id}/enrol`
  const { page, close } = await openVisitor({ browser, url })
  await proveHumanity({ page, person: 'Bram', decision: 'Approve' })
  await page.getByText(/^You are member \d+/).waitFor()
  bram = /"secret":"([0-9a-f]{64})"/.exec(await readRecords(page))?.[1] ?? ''
  await close()
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

describe('a secret proposal on the page', () => {
  test('takes a ballot that nobody can read, and shows its totals once trustees have decrypted them', {
    timeout: 300_000,
  }, async () => {
    const client = createServerClient({ baseUrl: stack.url })
    const { page, context, complaints } = await visit({
      browser,
      url: `${stack.url}/spaces/${stack.space.id}/enrol`,
    })
    await installWallet({ context, rpcUrl: stack.rpcUrl, account: getAccount(ACCOUNT) })
    await page.reload()
    await proveHumanity({ page, person: 'Ada', decision: 'Approve' })
    await page.getByText(/^You are member \d+/).waitFor()
    const { secretBallots } = await client.getSpaceRules({ space: stack.space.id })
    await publishProposal(stack, 3, secretBallots?.id)
    await page.getByRole('link', { name: 'See the proposals' }).click()
    // Whoever enrols finds a secret proposal of the sample to vote on.
    const sample = page.getByRole('article').filter({ hasText: 'tool library? (round 2)' })
    await sample.getByText('Secret ballots').waitFor()
    const card = page.getByRole('article').filter({ hasText: 'What shall the library buy?' })
    await card.getByText('Secret ballots').waitFor()
    await lookAgainFor(card.getByText('You may vote'))
    await card.getByRole('link').click()

    await page.getByText('The keys of these ballots are for development').waitFor()
    await page.getByText('What secrecy does and does not do').click()
    await page.getByText('any 2 of the 3').waitFor()
    await page.getByText('how many have voted is all that anybody can know').waitFor()
    await chooseLanguage({ page, language: 'de', heading: 'Dein Stimmzettel' })
    await inspect(page, 'secret-voting-de')
    await chooseLanguage({ page, language: 'en', heading: 'Your ballot' })

    await page.getByRole('textbox', { name: 'Votes on Atlases' }).fill('3')
    await page.getByRole('textbox', { name: 'Votes on A new catalogue' }).fill('-2')
    await page.getByRole('button', { name: 'Check my ballot' }).click()
    await page.getByRole('button', { name: 'Cast the ballot' }).click()
    await page.getByRole('heading', { name: 'You have voted' }).waitFor({ timeout: 120_000 })
    await page.getByText('Your ballot is counted, and nobody can see what it says.').waitFor()
    await page.getByRole('heading', { name: 'The receipt' }).waitFor()
    await page.getByText('1 counted on-chain').waitFor()
    // Neither the page nor what the browser keeps says how this person voted.
    expect(await page.getByRole('table', { name: /^Counted on-chain/ }).count()).toBe(0)
    expect(await readRecords(page)).not.toMatch(/"votes":\[/)
    const id = BigInt(page.url().split('/').at(-1) ?? '')
    const { settled } = await client.getResults({ proposal: id })
    expect(settled.voters).toBe(1)
    expect(settled.options.map(({ votesFor }) => votesFor)).toEqual([0n, 0n, 0n])
    await page.reload()
    await page.getByText('this browser has not remembered it').waitFor()

    // Changed past the relay, from zero: nothing here remembers the votes.
    await page.getByRole('button', { name: 'Change my ballot' }).click()
    await page.getByText('100 of 100 credits left').waitFor()
    await page.getByRole('textbox', { name: 'Votes on Atlases' }).fill('4')
    await page.getByRole('button', { name: 'Check my ballot' }).click()
    await page.getByText('Cast it on-chain myself').click()
    await page.getByText('knows that you voted, but not how').waitFor()
    await page.getByRole('button', { name: 'Cast it with my wallet' }).click()
    await page.getByText('You cast it with your own account').waitFor({ timeout: 120_000 })

    await closeVoting(stack, id)
    await lookAgainFor(page.getByText('Being counted').or(page.getByText('How these totals')))
    const table = page.getByRole('table', { name: 'Counted on-chain' })
    await lookAgainFor(table)
    const rows = await table
      .getByRole('row')
      .filter({ has: page.getByRole('cell') })
      .all()
    const figures = await Promise.all(rows.map((row) => row.getByRole('cell').allTextContents()))
    expect(figures).toEqual([
      ['4', '0', 'Yes'],
      ['0', '0', 'No'],
      ['0', '0', 'No'],
    ])
    await page.getByText('How these totals came about').click()
    await page.getByText('Trustee 1: has brought the share').waitFor()
    await page.locator('.step-done', { hasText: 'Totals decrypted' }).waitFor()
    await inspect(page, 'secret-revealed')

    await page.goto(`${stack.url}/spaces/${stack.space.id}/trustees`)
    await page.getByText('2 of 3').waitFor()
    await page.getByText('No proposal waits for a share.').waitFor()
    await inspect(page, 'trustees')
    expect(complaints).toEqual([])
  })

  test('is written and published by choosing secret ballots, where there are as many options as its circuits take', async () => {
    const { page, context } = await visit({
      browser,
      url: `${stack.url}/spaces/${stack.space.id}/new`,
    })
    await installWallet({ context, rpcUrl: stack.rpcUrl, account: getAccount(ACCOUNT) })
    await page.reload()
    await page.getByText('They are possible here for 3–4 options').waitFor()
    expect(await page.getByRole('radio', { name: 'Secret ballots' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Add an option' }).click()
    await page.getByRole('radio', { name: 'Secret ballots' }).check()
    await page.getByText('2 of these 3 trustees decrypt the totals.').waitFor()
    await inspect(page, 'editor-secret')
    // What was chosen is kept with the rest.
    await page.reload()
    await page.getByText('2 of these 3 trustees decrypt the totals.').waitFor()
    await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Who keeps the keys?')
    const names = page.getByRole('textbox', { name: 'What it is' })
    for (const [index, name] of ['Ayo', 'Marta', 'Nobody'].entries()) {
      await names.nth(index).fill(name)
    }
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByRole('button', { name: 'Add a call that does nothing' }).click()
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByRole('heading', { name: 'Secret ballots' }).waitFor()
    await page.getByRole('button', { name: 'Publish on-chain' }).click()
    await page.getByRole('heading', { level: 1, name: 'Who keeps the keys?' }).waitFor()
    await page.getByText('Secret ballots').waitFor()
  })

  test('has trustees who make their key, take part and bring a share on the page', {
    timeout: 240_000,
  }, async () => {
    const client = createServerClient({ baseUrl: stack.url })
    const { page, context, complaints } = await visit({
      browser,
      url: `${stack.url}/spaces/${stack.space.id}/trustees`,
    })
    await installWallet({ context, rpcUrl: stack.rpcUrl, account: getAccount(ACCOUNT) })
    await page.reload()

    const passphrase = 'five words drawn by chance'
    await page.getByText('Make a trustee’s key').click()
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
    await page.getByLabel('The same passphrase again').fill(passphrase)
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Make the key and save the file' }).click()
    const file = await readFile(await (await downloading).path(), 'utf8')
    await page.getByRole('button', { name: 'I have written it down' }).click()
    await page.getByLabel('Its passphrase').fill(passphrase)
    await page.getByRole('button', { name: 'Open the key' }).click()
    await page.getByText('What to hand to whoever writes the invitation').click()
    await page.getByRole('button', { name: 'Add my wallet’s account' }).click()
    const card: unknown = JSON.parse(
      (await page.locator('pre', { hasText: '"encryptionKey"' }).textContent()) ?? '',
    )
    await inspect(page, 'trustee-key')

    const others = developmentTrustees(2)
    const invitation = wireInvitation.parse({
      ...{ name: 'Keepers of the page', threshold: 2, capacity: 4 },
      trustees: [
        card,
        ...others.map(({ seed, signer }) => {
          const { x, y } = trusteeEncryptionKey(seed)
          const encryptionKey = { x: String(x), y: String(y) }
          return { address: signer.address.toLowerCase(), encryptionKey }
        }),
      ],
    })
    const session = await openKeyGeneration(stack, invitation)
    const keyGeneration = openInvitation(invitation)
    await lookAgainFor(page.getByText('Keepers of the page'))
    await page.getByText('Keepers of the page').click()
    await page.getByText('any 2 of its 3 trustees can decrypt together').waitFor()
    await page.getByRole('button', { name: 'Take part: deal' }).click()
    await page.getByText('Still to deal: trustee 2, 3').waitFor()
    for (const { seed, signer } of others) {
      const content = createDeal({ keyGeneration, seed })
      await client.postDeal({ deal: await signTrusteeMessage({ kind: 'deal', content, signer }) })
    }
    const check = page.getByRole('button', { name: 'Check my shares' })
    await lookAgainFor(check)
    await check.click()
    await page.getByRole('button', { name: 'Confirm the committee' }).click()
    await page.getByText('Save your file again').waitFor()
    await page.getByText('1 of 2 needed have. Awaited: trustee 2, 3').waitFor()
    await inspect(page, 'trustee-steps')

    const { transcript } = await client.getKeyGeneration({ session })
    const { outcome } = concludeTranscript(openTranscript(transcript))
    if (outcome === null) throw new Error('No committee came out.')
    const { committee } = outcome
    const registry = await readRegistry(stack)
    for (const [index, { signer }] of others.entries()) {
      const signature = await confirmCommittee({
        ...{ signer, committee, registry, chainId: stack.space.chainId },
      })
      const confirmation = { position: index + 2, committee: outcome.id, signature }
      await client.postConfirmation({ session, confirmation })
    }
    const register = page.getByRole('button', { name: 'Register it with my wallet' })
    await lookAgainFor(register)
    await register.click()
    await page.getByText('The committee is registered.').waitFor()

    // A share of a proposal of that committee, on which one person votes.
    await approveCommittee(stack, outcome.id)
    await publishProposal(stack, 3, outcome.id)
    await openVoting(stack)
    const findProposal = async () => {
      const { proposals } = await client.searchProposals({ space: stack.space.id, limit: 24 })
      return proposals.find((each) => each.committee === outcome.id)?.id
    }
    await expect.poll(findProposal, { timeout: 20_000 }).toBeDefined()
    const proposal = (await findProposal()) ?? 0n
    await voteSecretly({ stack, proposal, secret: bram, votes: [3, 0, 0] })
    await closeVoting(stack, proposal)
    const readSecrecy = () => client.getSecrecy({ proposal })
    await expect
      .poll(async () => (await readSecrecy()).phase, { timeout: 60_000 })
      .toBe('decrypting')
    // The file that the browser kept has what was said; its passphrase is asked for again.
    await page.reload()
    await page.getByLabel('Its passphrase').fill(passphrase)
    await page.getByRole('button', { name: 'Open the key' }).click()
    await page.getByRole('button', { name: 'Bring my share' }).click()
    await page.getByText('Only one person voted: the totals are that ballot.').waitFor()
    await page.getByRole('checkbox', { name: /^I know this governor and the ballot box/ }).check()
    await page.getByRole('checkbox', { name: /^This is for trying out/ }).check()
    await inspect(page, 'trustee-share')
    await page.getByRole('button', { name: 'Decrypt and bring my share' }).click()
    await page.getByText('The server has your share, and brings it on-chain.').waitFor()
    const findShare = async () =>
      (await readSecrecy()).shares.find(({ position }) => position === 1)
    await expect
      .poll(async () => (await findShare())?.transaction, { timeout: 60_000 })
      .toMatch(/^0x/)
    // What was downloaded is a file as the command line has it, and the page keeps no secret beside it.
    const { seed } = await importTrustee({ file, passphrase })
    expect(await readRecords(page)).not.toContain(hexlify(seed).slice(2))
    expect(complaints).toEqual([])
  })
})

/** Holds a state of the page against axe, on a phone and on a desktop. */
async function inspect(page: Page, state: string): Promise<void> {
  expect.soft(await inspectPage(page, state)).toEqual([])
}

/** Where the DAO's committees are registered. */
async function readRegistry({ rpcUrl, space }: DevelopmentStack): Promise<string> {
  const provider = new JsonRpcProvider(rpcUrl, space.chainId, { staticNetwork: true })
  try {
    const contracts = await readSecretBallotContracts({ provider, governor: space.governor })
    return contracts?.committees ?? ''
  } finally {
    provider.destroy()
  }
}

/** All that the browser keeps for the page. */
function readRecords(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]).replaceAll('\\', ''),
  )
}
