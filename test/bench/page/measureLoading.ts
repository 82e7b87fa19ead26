import type { Measurement } from '../Bench.ts'
import { createVoter } from './createVoter.ts'
import { openColdPage } from './openColdPage.ts'
import type { PageBench, PageFamily } from './PageBench.ts'

const ROUNDS = 3
/** Milliseconds after the ballot can be filled in. */
const SETTLE = 1_000

/**
 * Loads an open proposal as a member who is about to vote, until nothing more comes: what it weighs,
 * and when its largest part is to be seen. Of the times the middle one.
 */
export const loadingFamily: PageFamily = {
  cases: ['javascript before voting', 'largest contentful paint'],
  measure,
}

async function* measure({
  election,
  browser,
  throttle,
  name,
}: PageBench): AsyncGenerator<Measurement> {
  const url = `${election.url}/proposals/${election.proposal.proposalId}`
  const paints: number[] = []
  let scripts = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const { storage } = createVoter(election, 0)
    const cold = await openColdPage({ browser, url, throttle, storage })
    const first = cold.page.getByRole('textbox', { name: /^Votes on/ }).first()
    await first.waitFor()
    // The stream of results stays open, so the network is never idle.
    await cold.page.waitForTimeout(SETTLE)
    ;({ scripts } = await cold.readBytes())
    paints.push((await cold.readNotes()).largestPaint)
    await cold.close()
  }
  const middle = paints.toSorted((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0
  if (throttle === 1) {
    yield {
      bench: 'page',
      case: name('javascript before voting'),
      value: Math.round(scripts / 100) / 10,
      unit: 'kB gzipped',
      ran: 'of an open proposal whose ballot could be filled in',
    }
  }
  yield {
    bench: 'page',
    case: name('largest contentful paint'),
    value: Math.round(middle),
    unit: 'ms',
    ran: `a proposal, cold cache, from this machine; the middle one of ${ROUNDS}`,
  }
}
