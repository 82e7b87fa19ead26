import { ballotMessage, createServerClient, encodeBallot } from '@psephos/lib'
import type { Measurement } from '../Bench.ts'
import { createVoter } from './createVoter.ts'
import { findLongestBlock } from './findLongestBlock.ts'
import { openColdPage } from './openColdPage.ts'
import { LONGEST_BLOCK, type PageBench, type PageFamily } from './PageBench.ts'
import type { RivalJob } from './rival/RivalJob.ts'

const ROUNDS = 3
const VOTES = [1, 0, 0, 0]

/**
 * Votes as somebody new to the page, from the click until the server has answered, and in turns has
 * Semaphore alone make the same proof in the same browser: it too fetches circuit and key first. Of
 * each the round that was disturbed least.
 */
export const votingFamily: PageFamily = {
  cases: ['download to a finished vote', 'vote click to receipt depth=20', LONGEST_BLOCK],
  measure,
}

async function* measure(bench: PageBench): AsyncGenerator<Measurement> {
  const { throttle, name, noteBlock } = bench
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    // Somebody who has not voted here yet.
    const person = throttle === 1 ? round : ROUNDS + round
    rounds.push(await vote(bench, person))
  }
  const least = (figures: number[]) => Math.min(...figures)
  const ours = Math.round(least(rounds.map(({ milliseconds }) => milliseconds)))
  const alone = Math.round(least(rounds.map((each) => each.alone)))
  if (throttle === 1) {
    yield {
      bench: 'page',
      case: name('download to a finished vote'),
      value: Math.round(least(rounds.map(({ bytes }) => bytes)) / 1e4) / 100,
      unit: 'MB',
      ran: 'bodies as they travelled, from an empty cache to the receipt',
    }
  }
  yield {
    bench: 'page',
    case: name('vote click to receipt depth=20'),
    value: ours,
    unit: 'ms',
    ran: `cold cache; the best of ${ROUNDS}`,
    versus: { name: 'generateProof in the same browser, cold cache', value: alone },
    ratio: Math.round((alone / ours) * 100) / 100,
  }
  noteBlock('proof', least(rounds.map(({ block }) => block)))
}

interface Round {
  readonly milliseconds: number
  readonly alone: number
  readonly bytes: number
  readonly block: number
}

async function vote(bench: PageBench, person: number): Promise<Round> {
  const { election, browser, throttle } = bench
  const { storage } = createVoter(election, person)
  const url = `${election.url}/proposals/${election.proposal.proposalId}`
  const cold = await openColdPage({ browser, url, throttle, storage })
  try {
    const { page } = cold
    const first = page.getByRole('textbox', { name: /^Votes on/ }).first()
    await first.fill(String(VOTES[0]))
    await first.press('Tab')
    const review = page.getByRole('button', { name: 'Check my ballot' })
    if (await review.isVisible()) await review.click()
    const answer = page.waitForResponse((response) => response.url().endsWith('/ballots'), {
      timeout: 120_000,
    })
    await page.getByRole('button', { name: 'Cast the ballot' }).click()
    const status = (await answer).status()
    if (status >= 400) throw new Error(`The server refuses the ballot with ${status}.`)
    await page.waitForFunction(() => Reflect.get(globalThis, 'benchNotes').answered > 0)
    const { clicked, answered, blocks } = await cold.readNotes()
    const { all } = await cold.readBytes()
    return {
      milliseconds: answered - clicked,
      alone: await proveAlone(bench, person),
      bytes: all,
      block: findLongestBlock(blocks, clicked, answered),
    }
  } finally {
    await cold.close()
  }
}

/** Has Semaphore make the same proof on a page of its own. */
async function proveAlone(
  { election, browser, throttle }: PageBench,
  person: number,
): Promise<number> {
  const { plan, proposal, url } = election
  const { secret } = createVoter(election, person)
  const { index, leaf, root, siblings } = plan.group.generateMerkleProof(person)
  const job: RivalJob = {
    secret,
    index,
    leaf: String(leaf),
    root: String(root),
    siblings: siblings.map(String),
    message: String(ballotMessage({ revision: 0, words: encodeBallot({ votes: VOTES }) })),
    scope: String(proposal.scope),
    proofDepth: plan.proofDepth,
    artifacts: createServerClient({ baseUrl: url }).artifactUrls(plan.proofDepth),
  }
  const { page, close } = await openColdPage({ browser, url: `${url}/rival/index.html`, throttle })
  try {
    await page.waitForFunction(() => Reflect.has(globalThis, 'proveAlone'))
    return await page.evaluate(
      (given): Promise<number> => Reflect.get(globalThis, 'proveAlone')(given),
      job,
    )
  } finally {
    await close()
  }
}
