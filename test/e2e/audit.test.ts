import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import {
  createServerClient,
  parseArchive,
  parseProposalMetadata,
  signSpaceProfile,
} from '@psephos/lib'
import { Wallet } from 'ethers'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  deployElection,
  type Election,
  executeElection,
} from '../contracts/support/deployElection.ts'
import { type Chain, openChain } from '../contracts/support/openChain.ts'
import { readElection } from '../contracts/support/readElection.ts'
import { chooseLanguage } from './support/chooseLanguage.ts'
import { inspectPage } from './support/inspectPage.ts'
import { installWallet } from './support/installWallet.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { type ServedDao, serveDao } from './support/serveDao.ts'
import { visit } from './support/visit.ts'

interface Site {
  readonly url: string
  readonly close: () => Promise<unknown>
}

const built = fileURLToPath(new URL('../../server/page/dist', import.meta.url))
const psephos = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url))

let chain: Chain
let election: Election
let dao: ServedDao
let browser: Browser
/** What the server serves; a test may take some of it away, as a deployment does. */
let pageDirectory: string
let folder: string
/** A site that the DAO names in its profile, and one that it does not. */
let partner: Site
let stranger: Site

/** The recorded election, cast and executed anew: the proofs in it are real. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psephos-audit-'))
  pageDirectory = join(folder, 'page')
  await cp(built, pageDirectory, { recursive: true })
  ;[chain, browser, partner, stranger] = await Promise.all([
    openChain(),
    launchBrowser(),
    serveSite(),
    serveSite(),
  ])
  election = await deployElection(chain)
  const { governor } = election.dao
  const [ada, ben, cleo, benAgain, dan] = readElection().ballots
  for (const ballots of [[ada], [ben, cleo], [benAgain, dan]]) {
    const given = ballots.filter((ballot) => ballot !== undefined)
    await (await governor.castBallots(election.proposal.id, given)).wait()
  }
  await executeElection(chain, election)
  const admin = Wallet.createRandom()
  const admins = [admin.address.toLowerCase()]
  dao = await serveDao({ chain, dao: election.dao, pageDirectory, admins })
  const metadata = parseProposalMetadata(JSON.parse(new TextDecoder().decode(election.metadata)))
  const client = createServerClient({ baseUrl: dao.url })
  await client.storeMetadata({ metadata })
  const profile = { name: 'The garden', origins: [partner.url] }
  const { url: server, space } = dao
  await client.setSpaceProfile({
    space: space.id,
    ...(await signSpaceProfile({ signer: admin, server, space, profile })),
  })
  await vi.waitFor(
    async () => {
      const { state } = await client.getProposal({ proposal: election.proposal.id })
      expect(state).toBe('executed')
    },
    { timeout: 30_000, interval: 200 },
  )
})

afterAll(async () => {
  await browser?.close()
  await dao?.close()
  await chain?.close()
  await Promise.all([partner?.close(), stranger?.close()])
  await rm(folder, { recursive: true, force: true })
})

const verifyUrl = () => `${dao.url}/proposals/${election.proposal.id}/verify`

describe('whoever doubts an election', () => {
  test('verifies it in the browser, takes it home, and finds the same there', {
    timeout: 300_000,
  }, async () => {
    const url = `${dao.url}/proposals/${election.proposal.id}`
    const { page, complaints } = await visit({ browser, url })
    await page.getByRole('link', { name: 'Verify this election' }).click()
    await page.getByRole('radio', { name: 'This server’s node' }).waitFor()
    await inspect(page, 'audit-start')

    const release = await holdWorkers(page)
    await page.getByRole('button', { name: 'Verify now' }).click()
    await page.getByText('Your browser is verifying', { exact: true }).waitFor()
    await inspect(page, 'audit-running')
    await page.getByRole('button', { name: 'Cancel' }).click()
    release()
    await page.getByRole('button', { name: 'Verify now' }).click()
    await page.getByText('Everything adds up').waitFor()
    await page.getByText('What the chain says, this server told you.').waitFor()
    await page.getByText('4 people voted, and one ballot counts for each.').waitFor()
    await page.getByText('A ballot was changed once, by whoever had cast it.').waitFor()
    await inspect(page, 'audit-confirmed')
    const rows = page.getByRole('table', { name: 'What your browser counted' }).locator('tbody tr')
    expect(await rows.first().getByRole('cell').allTextContents()).toEqual(['11', '0', 'Yes'])
    await page.getByText('Facts: The proofs').click()
    await page.getByText('The proofs of 5 ballots hold.').waitFor()

    const saving = page.waitForEvent('download')
    await page.getByRole('link', { name: /^Save the archive/ }).click()
    const file = join(folder, 'election.json')
    await (await saving).saveAs(file)
    expect((await psephosAudit('--archive', file)).verdict).toBe('incomplete')
    const rpc = chain.provider._getConnection().url
    expect((await psephosAudit('--archive', file, '--rpc', rpc)).verdict).toBe('confirmed')

    await page.getByRole('link', { name: 'Check an archive from a file' }).click()
    await page.getByLabel('Choose an archive').setInputFiles(file)
    await page.getByText('Nothing is wrong, but not everything could be checked').waitFor()
    await page.getByText('A file alone cannot show that it is of the real chain').waitFor()
    await inspect(page, 'audit-file')
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByText('The file says of the chain what this server’s node says').waitFor()
    await page.getByText('Everything adds up').waitFor()

    const forged = join(folder, 'forged.json')
    await writeFile(forged, await forge(file))
    await page.getByLabel('Choose an archive').setInputFiles(forged)
    await page.getByText('Something is wrong').waitFor()
    await page.getByText('Your browser counts something else than the contract.').waitFor()
    await inspect(page, 'audit-refuted')

    await page.getByLabel('Choose an archive').setInputFiles(psephos)
    await page.getByText('This file is no archive of an election').waitFor()
    expect(complaints).toEqual([])
  })

  test('asks their own wallet’s node, in their own language', async () => {
    const { page, context, complaints } = await visit({ browser, url: dao.url })
    const { requests } = await installWallet({
      context,
      rpcUrl: chain.provider._getConnection().url,
      account: await chain.signer.getAddress(),
    })
    const questions: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/chain')) questions.push(request.url())
    })
    await page.goto(verifyUrl())
    await chooseLanguage({ page, language: 'de', heading: 'Diese Abstimmung nachprüfen' })
    await page.getByRole('radio', { name: 'Der Knoten von Test wallet' }).check()
    await inspect(page, 'audit-wallet-de')
    await page.getByRole('button', { name: 'Jetzt nachprüfen' }).click()
    await page.getByText('Alles stimmt').waitFor()
    await page.getByText('Alles ist, was der Knoten von Test wallet').waitFor()
    expect(questions).toEqual([])
    const asked = new Set(requests.map(({ method }) => method))
    expect([...asked]).toContain('eth_getLogs')
    // To read needs nobody's account.
    expect([...asked].filter((method) => /account|sign|send/i.test(method))).toEqual([])
    expect(complaints).toEqual([])
  })
})

describe('another site that shows the election in a frame', () => {
  test('is let when the DAO names it, and refused when not', async () => {
    const frame = `${dao.url}/embed/${election.proposal.id}`
    for (const { url, isNamed } of [
      { url: partner.url, isNamed: true },
      { url: stranger.url, isNamed: false },
    ]) {
      const { page, complaints } = await visit({ browser, url })
      const answered = page.waitForResponse(frame)
      await page.evaluate((src) => {
        const element = document.createElement('iframe')
        element.src = src
        document.body.append(element)
      }, frame)
      await answered
      const heading = page.frameLocator('iframe').getByRole('heading', { level: 1 })
      if (isNamed) expect(await heading.textContent()).toBe('What the garden needs')
      else {
        await expect.poll(() => complaints.join()).toContain('frame-ancestors')
        expect(await heading.count()).toBe(0)
      }
    }
  })
})

describe('a tab that', () => {
  test('loses its server keeps what it shows, and goes on when it is back', async () => {
    const { page, context } = await visit({ browser, url: verifyUrl() })
    await page.getByRole('button', { name: 'Verify now' }).waitFor()
    await context.setOffline(true)
    await page.getByText('You are offline.').waitFor()
    await page.getByText('What the garden needs').waitFor()
    await inspect(page, 'offline')
    await context.setOffline(false)
    await page.getByText('You are offline.').waitFor({ state: 'detached' })
  })

  test('is older than its server loads itself anew, once', async () => {
    const { page } = await visit({ browser, url: `${dao.url}/spaces/${dao.space.id}` })
    const link = page.getByRole('link', { name: /What the garden needs/ })
    await link.waitFor()
    const documents: string[] = []
    page.on('request', (request) => {
      if (request.isNavigationRequest()) documents.push(request.url())
    })
    await deployNewBuild()
    await link.click()
    await page.getByRole('heading', { name: 'What the garden needs' }).waitFor()
    expect(documents).toEqual([`${dao.url}/proposals/${election.proposal.id}`])
  })
})

/** Holds a state of the page against axe, on a phone and on a desktop. */
async function inspect(page: Page, state: string): Promise<void> {
  expect.soft(await inspectPage(page, state)).toEqual([])
}

/** Another site, which is empty. */
async function serveSite(): Promise<Site> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>A site</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('There is no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** Keeps the audit's program back until the returned function is called. */
async function holdWorkers(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.context().route('**/assets/audit.worker-*.js', async (route) => {
    await promise
    // Whoever asked for it may be gone.
    await route.continue().catch(() => {})
  })
  return resolve
}

/** Runs the command line as its own process; it says how by its exit code. */
async function psephosAudit(...line: string[]): Promise<{ verdict: string }> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [psephos, 'audit', '--json', ...line],
    {
      env: { PATH: process.env['PATH'] },
    },
  ).catch((error: { stdout: string }) => error)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

/** Returns the archive with a vote more on the first option, where only the governor counts it. */
async function forge(file: string): Promise<string> {
  const text = await readFile(file, 'utf8')
  const [first] = parseArchive(text).outcome.options
  return text.replace(
    `"votesFor":"${first?.votesFor}"`,
    `"votesFor":"${(first?.votesFor ?? 0n) + 1n}"`,
  )
}

/** Puts another build in the place of the one that is served: the same, under another name. */
async function deployNewBuild(): Promise<void> {
  const assets = join(pageDirectory, 'assets')
  const names = await readdir(assets)
  const renamed = new Map<string, string>()
  for (const name of names) {
    if (/^(index|ProposalPage)-.*\.js$/.test(name)) renamed.set(name, name.replace('-', '-new-'))
  }
  const rename = (text: string) =>
    [...renamed].reduce((all, [from, to]) => all.replaceAll(from, to), text)
  for (const name of names.filter((each) => each.endsWith('.js'))) {
    const text = rename(await readFile(join(assets, name), 'utf8'))
    if (renamed.has(name)) await unlink(join(assets, name))
    await writeFile(join(assets, renamed.get(name) ?? name), text)
  }
  const document = join(pageDirectory, 'index.html')
  await writeFile(document, rename(await readFile(document, 'utf8')))
}
