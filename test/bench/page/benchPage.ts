import { launchBrowser } from '../../e2e/support/launchBrowser.ts'
import type { BenchOptions, Measurement } from '../Bench.ts'
import { auditFamily } from './measureAudit.ts'
import { loadingFamily } from './measureLoading.ts'
import { votingFamily } from './measureVoting.ts'
import { openPageElection } from './openPageElection.ts'
import { LONGEST_BLOCK } from './PageBench.ts'

const families = [loadingFamily, votingFamily, auditFamily]

/** The cases of `page`, in their order. Those that take time are measured throttled too. */
export const pageCases: readonly string[] = [...new Set(families.flatMap(({ cases }) => cases))]

const THROTTLE = 4

/**
 * Measures the hosted page in a real browser with an empty cache, as it is and with its thread four times
 * slower. Everything is real: the page as it is built, the server, the chain and its 256 people,
 * and the proofs. The devtools slow down the page's thread only; its workers, in which proofs are
 * made and verified, go on as fast as they can.
 */
export async function* benchPage({ wants }: BenchOptions): AsyncGenerator<Measurement> {
  const wanted = families.filter(({ cases }) => cases.some(wants))
  const blocks = new Map<string, Record<string, number>>()
  const election = await openPageElection()
  const browser = await launchBrowser()
  try {
    for (const { measure } of wanted) {
      for (const throttle of [1, THROTTLE]) {
        const name = (text: string) => (throttle === 1 ? text : `${text} throttled x${throttle}`)
        const noteBlock = (during: string, milliseconds: number): void => {
          const noted = blocks.get(name(LONGEST_BLOCK)) ?? {}
          blocks.set(name(LONGEST_BLOCK), { ...noted, [during]: Math.round(milliseconds) })
        }
        const bench = { election, browser, throttle, name, noteBlock }
        for await (const measurement of measure(bench)) {
          if (wants(measurement.case)) yield measurement
        }
      }
    }
    for (const [name, noted] of blocks) {
      if (!wants(name)) continue
      const each = Object.entries(noted).map(([during, block]) => `${during} ${block} ms`)
      yield {
        bench: 'page',
        case: name,
        value: Math.max(...Object.values(noted)),
        unit: 'ms',
        ran: `${each.join(', ')}; 50 is the least that a browser tells`,
      }
    }
  } finally {
    await browser.close()
    await election.close()
  }
}
