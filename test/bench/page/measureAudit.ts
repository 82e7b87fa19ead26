import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeArchive, exportArchive, type OpenArchive, parseArchive } from '@psephos/lib'
import type { Measurement } from '../Bench.ts'
import { findLongestBlock } from './findLongestBlock.ts'
import { openColdPage } from './openColdPage.ts'
import type { PageElection } from './openPageElection.ts'
import { LONGEST_BLOCK, type PageBench, type PageFamily } from './PageBench.ts'

const BALLOTS = 1_000
const CAST_AT_ONCE = 64
const limit = { gasLimit: 16_777_216 }

/**
 * Opens the archive of an election with 1 000 ballots on the page and waits for its findings; and has
 * the page read and verify the 256 real ones through the server.
 *
 * Recorded are 256 ballots, so the archive has each about four times. That is the same work: every
 * proof is read, decoded and verified on its own, and holds; what the audit rightly finds is that
 * nullifiers count more than once.
 */
export const auditFamily: PageFamily = {
  cases: [`audit n=${BALLOTS}`, 'audit n=256 through the server', LONGEST_BLOCK],
  measure,
}

async function* measure(bench: PageBench): AsyncGenerator<Measurement> {
  const { election, name, noteBlock } = bench
  const archive = await holdElection(election)
  const folder = await mkdtemp(join(tmpdir(), 'psephos-archive-'))
  const path = join(folder, 'election.json')
  await writeFile(path, enlarge(archive))
  const file = await auditFile(bench, path)
  await rm(folder, { recursive: true })
  yield {
    bench: 'page',
    case: name(`audit n=${BALLOTS}`),
    value: Math.round(file.milliseconds / 10) / 100,
    unit: 's',
    ran: 'a file opened on the page, cold cache; 256 real ballots, each about four times',
  }
  const read = await auditProposal(bench)
  yield {
    bench: 'page',
    case: name('audit n=256 through the server'),
    value: Math.round(read.milliseconds / 10) / 100,
    unit: 's',
    ran: 'read from the chain and verified, cold cache; all ballots real',
  }
  noteBlock('audit', Math.max(file.block, read.block))
}

interface Audited {
  readonly milliseconds: number
  readonly block: number
}

/** Casts what is recorded, closes the voting, and returns the archive. Once it is closed, it stays. */
async function holdElection(election: PageElection): Promise<OpenArchive> {
  const { chain, dao, plan, proposal, ballots } = election
  const { proposalId } = proposal
  const { governor } = dao
  const { voters } = await governor.proposalTally(proposalId)
  if (voters === 0n) {
    for (let start = 0; start < ballots.length; start += CAST_AT_ONCE) {
      const part = ballots.slice(start, start + CAST_AT_ONCE).map(({ ballot }) => ballot)
      await (await governor.castBallots(proposalId, part, limit)).wait()
    }
    await chain.moveClockTo((await governor.proposalDeadline(proposalId)) + 1n)
  }
  const { provider } = chain
  const archive = parseArchive(
    await exportArchive({ provider, governor: plan.governor, proposalId }),
  )
  if (archive.version !== 1) throw new Error('The ballots of this election are open.')
  return archive
}

/** Returns the text of the archive with its ballots again and again. */
function enlarge(archive: OpenArchive): string {
  const ballots = Array.from({ length: BALLOTS }, (_, index) => {
    const ballot = archive.ballots[index % archive.ballots.length]
    if (ballot === undefined) throw new Error('The archive has no ballots.')
    return { ...ballot, logIndex: index }
  })
  const last = archive.blocks.at(-1)
  const block = last?.number ?? 0
  return encodeArchive({
    ...archive,
    ballots: ballots.map((ballot, index) =>
      index < archive.ballots.length ? ballot : { ...ballot, block },
    ),
  })
}

async function auditFile(
  { election, browser, throttle }: PageBench,
  file: string,
): Promise<Audited> {
  const url = `${election.url}/verify`
  const { page, readNotes, close } = await openColdPage({ browser, url, throttle })
  try {
    const input = page.getByLabel('Choose an archive')
    await input.waitFor({ state: 'attached' })
    const start = await page.evaluate(() => performance.now())
    // By its path: contents would be handed over in the page's own thread.
    await input.setInputFiles(file)
    await page.getByText('Every proof holds').waitFor({ timeout: 120_000 })
    const end = await page.evaluate(() => performance.now())
    const { blocks } = await readNotes()
    return { milliseconds: end - start, block: findLongestBlock(blocks, start, end) }
  } finally {
    await close()
  }
}

async function auditProposal({ election, browser, throttle }: PageBench): Promise<Audited> {
  const url = `${election.url}/proposals/${election.proposal.proposalId}/verify`
  const { page, readNotes, close } = await openColdPage({ browser, url, throttle })
  try {
    await page.getByRole('button', { name: 'Verify now' }).click()
    await page.getByText('Every proof holds').waitFor({ timeout: 120_000 })
    const { clicked, blocks } = await readNotes()
    const end = await page.evaluate(() => performance.now())
    return { milliseconds: end - clicked, block: findLongestBlock(blocks, clicked, end) }
  } finally {
    await close()
  }
}
