import { ballotMessage, createServerClient, encodeBallot } from '@psephos/lib'
import type { Measurement } from '../Bench.ts'
import { createVoter } from './createVoter.ts'
import { findLongestBlock } from './findLongestBlock.ts'
import { openColdPage } from './openColdPage.ts'
import { LONGEST_BLOCK, type PageBench, type PageFamily } from './PageBench.ts'
import type { RivalJob } from './rival/RivalJob.ts'

const ROUNDS = 3
const VOTES = [1, 0, 0, 0]
/** For how many milliseconds a person looks their ballot over before they cast it. */
const LOOK = 3_000

/**
 * Votes as somebody new to the page, until the server has answered. Of each the round that was disturbed
 * least.
 *
 * - `vote click to receipt`: the person looks their ballot over first, and the page begins meanwhile what
 *   it will need. So what is measured, from the click on, is the proof, sending it, and the server
 *   verifying and signing. In turns with it Semaphore alone makes the same proof in the same browser; it,
 *   too, finds circuit and key in the browser's cache.
 * - `first vote to receipt`: nobody looks at anything. From the first key in the form, with all clicks and
 *   everything that is loaded.
 */
export const votingFamily: PageFamily = {
  cases: [
    'download to a finished vote',
    'vote click to receipt depth=20',
    'first vote to receipt depth=20',
    LONGEST_BLOCK,
  ],
  measure,
}

async function* measure(bench: PageBench): AsyncGenerator<Measurement> {
  const { throttle, name, noteBlock } = bench
  const calm: (Round & { alone: number })[] = []
  const hurried: Round[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    // Somebody who has not voted here yet.
    const person = 2 * (throttle === 1 ? round : ROUNDS + round)
    const voted = await vote(bench, { person, isHurried: false })
    calm.push({ ...voted, alone: await proveAlone(bench, person) })
    hurried.push(await vote(bench, { person: person + 1, isHurried: true }))
  }
  const least = (figures: number[]) => Math.round(Math.min(...figures))
  const ours = least(calm.map(({ milliseconds }) => milliseconds))
  const alone = least(calm.map((each) => each.alone))
  if (throttle === 1) {
    yield {
      bench: 'page',
      case: name('download to a finished vote'),
      value: Math.round(least(calm.map(({ bytes }) => bytes)) / 1e4) / 100,
      unit: 'MB',
      ran: 'bodies as they travelled, from an empty cache to the receipt',
    }
  }
  yield {
    bench: 'page',
    case: name('vote click to receipt depth=20'),
    value: ours,
    unit: 'ms',
    ran: `new to the page, the ballot looked over for ${LOOK / 1_000} s; the best of ${ROUNDS}`,
    versus: { name: 'generateProof in the same browser, circuit and key cached', value: alone },
    ratio: Math.round((alone / ours) * 100) / 100,
  }
  yield {
    bench: 'page',
    case: name('first vote to receipt depth=20'),
    value: least(hurried.map(({ milliseconds }) => milliseconds)),
    unit: 'ms',
    ran: `new to the page, from the first key in the form, at once; the best of ${ROUNDS}`,
  }
  noteBlock('proof', least([...calm, ...hurried].map(({ block }) => block)))
}

interface Round {
  readonly milliseconds: number
  readonly bytes: number
  readonly block: number
}

interface Voting {
  readonly person: number
  readonly isHurried: boolean
}

async function vote(bench: PageBench, { person, isHurried }: Voting): Promise<Round> {
  const { election, browser, throttle } = bench
  const { storage } = createVoter(election, person)
  const url = `${election.url}/proposals/${election.proposal.proposalId}`
  const cold = await openColdPage({ browser, url, throttle, storage })
  try {
    const { page } = cold
    const first = page.getByRole('textbox', { name: /^Votes on/ }).first()
    await first.fill(String(VOTES[0]))
    await first.press('Tab')
    await page.getByRole('button', { name: 'Check my ballot' }).click()
    const button = page.getByRole('button', { name: 'Cast the ballot' })
    await button.waitFor()
    if (!isHurried) await page.waitForTimeout(LOOK)
    const answer = page.waitForResponse((response) => response.url().endsWith('/ballots'), {
      timeout: 120_000,
    })
    await button.click()
    const status = (await answer).status()
    if (status >= 400) throw new Error(`The server refuses the ballot with ${status}.`)
    await page.waitForFunction(() => Reflect.get(globalThis, 'benchNotes').answered > 0)
    const { began, clicked, answered, blocks } = await cold.readNotes()
    const { all } = await cold.readBytes()
    return {
      milliseconds: answered - (isHurried ? began : clicked),
      bytes: all,
      block: findLongestBlock(blocks, isHurried ? began : clicked, answered),
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
