import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DevelopmentCommittee } from '@psephos/server/src/development/developmentTrustees.ts'
import { startDevelopment } from '@psephos/server/src/development/startDevelopment.ts'
import { pino } from 'pino'
import { Checks } from './Checks.ts'
import { type Election, openElection } from './Election.ts'

/** Called as work goes on; `done` and `total` count people, ballots or steps. */
export type OnProgress = (progress: { phase: string; done: number; total: number }) => void

/** What {@link runOnStack} takes. */
export interface RunOnStackParameters<Result> {
  /** How many people vote. */
  readonly voters: number
  readonly onProgress: OnProgress
  /** Who decrypts the totals of secret proposals; there are none if absent. */
  readonly committee?: DevelopmentCommittee
  /** Puts what is there before the first start into the state folder; nothing if absent. */
  readonly prepareState?: ((stateDirectory: string) => Promise<void>) | undefined
  readonly run: (running: RunningElection) => Promise<Result>
}

/** An election under way. */
export interface RunningElection {
  readonly election: Election
  readonly checks: Checks
  /** The time of each phase that ended. */
  readonly seconds: Readonly<Record<string, number>>
  /** Runs a phase and remembers how long it took. */
  readonly time: <Result>(phase: string, run: () => Promise<Result>) => Promise<Result>
  /** Returns what tells how far a phase is. */
  readonly progress: (phase: string) => (done: number, total: number) => void
}

const HOUR = 3_600
const DAO_RULES = {
  votingDelay: 0,
  votingPeriod: 2 * HOUR,
  quorumNumerator: 5_000,
  timelockDelay: HOUR,
  treasury: '100',
}
/** The relay waits for the end of voting, so that one batch holds every ballot; in seconds before it. */
export const SETTLE_BEFORE_CLOSE = 600

/** Runs an election on free ports and temporary state, which are gone afterwards. */
export async function runOnStack<Result>({
  voters,
  onProgress,
  committee,
  prepareState,
  run,
}: RunOnStackParameters<Result>): Promise<Result> {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'psephos-demo-'))
  const seconds: Record<string, number> = {}
  const time: RunningElection['time'] = async (phase, runPhase) => {
    const start = performance.now()
    const result = await runPhase()
    seconds[phase] = Math.round((performance.now() - start) / 10) / 100
    return result
  }
  const progress = (phase: string) => (done: number, total: number) =>
    onProgress({ phase, done, total })

  onProgress({ phase: 'Setting up the DAO', done: 0, total: 1 })
  await prepareState?.(stateDirectory)
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
      committee,
    }),
  )
  const checks = new Checks()
  let election: Election | undefined
  try {
    election = openElection({ stack, checks })
    onProgress({ phase: 'Setting up the DAO', done: 1, total: 1 })
    return await run({ election, checks, seconds, time, progress })
  } finally {
    election?.close()
    await stack.close()
    await rm(stateDirectory, { recursive: true, force: true })
  }
}

/** Returns how often each code was answered. */
export function countCodes(codes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return counts
}
