import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDevelopment } from '@psephos/server/src/development/startDevelopment.ts'
import { pino } from 'pino'
import { attemptRefusals } from './attemptRefusals.ts'
import { Checks } from './Checks.ts'
import { castBallots } from './castBallots.ts'
import { castOnChainFirst } from './castOnChainFirst.ts'
import { type Election, openElection } from './Election.ts'
import type { ElectionReport } from './ElectionReport.ts'
import { enrolPeople } from './enrolPeople.ts'
import { executeProposal } from './executeProposal.ts'
import { type PublishedProposal, publishProposal } from './publishProposal.ts'
import { recount } from './recount.ts'

/** What {@link runElection} takes. */
export interface RunElectionParameters {
  /** How many people vote, at least 3. */
  readonly voters: number
  /** How many options there are, from 2 to 128. */
  readonly options: number
  /** Called as work goes on; `done` and `total` count people or ballots. */
  readonly onProgress: (progress: { phase: string; done: number; total: number }) => void
  /** Puts what is there before the first start into the state folder; nothing if absent. */
  readonly prepareState?: (stateDirectory: string) => Promise<void>
}

const HOUR = 3_600
const DAO_RULES = {
  votingDelay: 0,
  votingPeriod: 2 * HOUR,
  quorumNumerator: 5_000,
  timelockDelay: HOUR,
  treasury: '100',
}
/** The relay waits for the end of voting, so that one batch holds every ballot. */
const SETTLE_BEFORE_CLOSE = 600

/**
 * Runs one whole election on free ports and temporary state, over HTTP and the chain only, and returns what happened:
 * every number is counted from answers and events.
 */
export async function runElection(parameters: RunElectionParameters): Promise<ElectionReport> {
  const { voters, options, onProgress } = parameters
  const stateDirectory = await mkdtemp(join(tmpdir(), 'psephos-demo-'))
  const seconds: Record<string, number> = {}
  const time = async <Result>(phase: string, run: () => Promise<Result>): Promise<Result> => {
    const start = performance.now()
    const result = await run()
    seconds[phase] = Math.round((performance.now() - start) / 10) / 100
    return result
  }
  const progress = (phase: string) => (done: number, total: number) =>
    onProgress({ phase, done, total })

  onProgress({ phase: 'Setting up the DAO', done: 0, total: 1 })
  await parameters.prepareState?.(stateDirectory)
  const stack = await time('setUp', () =>
    startDevelopment({
      stateDirectory,
      port: 0,
      chainPort: 0,
      pageDirectory: null,
      logger: pino({ level: 'silent' }),
      sample: false,
      daoName: 'Demo DAO',
      daoRules: DAO_RULES,
      rules: {
        whenWaiting: voters + 1,
        afterSeconds: 24 * HOUR,
        beforeClose: SETTLE_BEFORE_CLOSE,
        batchSize: voters,
      },
      interval: 300,
    }),
  )
  const checks = new Checks()
  let election: Election | undefined
  try {
    election = openElection({ stack, checks })
    const current = election
    onProgress({ phase: 'Setting up the DAO', done: 1, total: 1 })
    const { people, refused: refusedPeople } = await time('enrol', () =>
      enrolPeople(current, voters, progress('Enrolling people')),
    )
    const proposal: PublishedProposal = await time('propose', () =>
      publishProposal(current, options),
    )
    const ballots = await time('vote', () =>
      castBallots(current, proposal, people, progress('Proving and casting ballots')),
    )
    const refusedBallots = await time('refuse', () =>
      attemptRefusals(current, proposal, people, ballots, progress('Trying what must be refused')),
    )
    const settlement = await time('settle', () =>
      castOnChainFirst(current, proposal, ballots, SETTLE_BEFORE_CLOSE, progress('Settling')),
    )
    const execution = await time('execute', () =>
      executeProposal(current, proposal, progress('Executing')),
    )
    const tally = await time('recount', () => recount(current, proposal, execution))
    return {
      enrolled: Number(await current.group.size()),
      ballots: ballots.accepted,
      ...settlement,
      refused: countCodes([...refusedPeople, ...refusedBallots]),
      tallyMatches: tally.matches,
      executed: execution.executed,
      paid: execution.paid,
      seconds,
      options: tally.options,
      failures: checks.failures,
    }
  } finally {
    election?.close()
    await stack.close()
    await rm(stateDirectory, { recursive: true, force: true })
  }
}

function countCodes(codes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return counts
}
