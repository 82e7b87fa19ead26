import { type ChildProcess, fork } from 'node:child_process'
import { constants, getPriority, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { AffinePoint, OptionTotals } from '@psephos/lib'
import { createFairQueue, type Waiting } from '../ballots/createFairQueue.ts'

/** What is to be decrypted. */
export interface TotalsJob {
  /** Spaces take turns. */
  readonly space: string
  /** The sums of all counted ballots. */
  readonly sums: { readonly r: AffinePoint; readonly c: readonly AffinePoint[] }
  /** As many as the threshold, or more. */
  readonly shares: readonly { readonly position: number; readonly points: readonly AffinePoint[] }[]
  readonly threshold: number
  readonly optionCount: number
  readonly ballots: number
  readonly voiceCredits: number
}

/** What the process answers: totals, or why there are none. */
export type TotalsAnswer =
  | { readonly totals: OptionTotals[] }
  | { readonly code: string; readonly message: string }

/** Finds the totals of secret proposals, one after another. */
export interface TotalsSolver {
  /**
   * Returns each option's totals.
   * @throws {@link TotalsUnsolvedError} when there are none that fit, or it takes too long.
   */
  readonly solve: (job: TotalsJob) => Promise<OptionTotals[]>
  readonly close: () => Promise<void>
}

/** Totals were not found. Only the relay sees this. */
export class TotalsUnsolvedError extends Error {
  override readonly name = 'TotalsUnsolvedError'
  /** The library's code of it, or what became of the process. */
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

interface Task extends Waiting {
  readonly job: TotalsJob
  readonly resolve: (totals: OptionTotals[]) => void
  readonly reject: (error: unknown) => void
}

/** More wait nowhere: what is not known is asked for again. */
const MOST_WAITING = 1_000

/** What the process says first. */
export const READY = 'ready'
const PROGRAM = new URL('./totalsProcess.ts', import.meta.url)
/** The largest election takes some seconds on a core of its own. */
const TIMEOUT = 600_000

/**
 * Creates what finds totals, in a process of its own for each: it takes seconds, and some 140 MB, in which this process goes on answering.
 * A ballot box of somebody's own making may say sums that nobody can decrypt; a space of which that was seen waits behind the others.
 */
export function createTotalsSolver({
  timeout = TIMEOUT,
  program = PROGRAM,
}: {
  /** Milliseconds after which a search is given up. */
  readonly timeout?: number
  readonly program?: URL
} = {}): TotalsSolver {
  const queue = createFairQueue<Task>({
    ...{ capacity: MOST_WAITING, batchSize: 1, suspectBatchSize: 1 },
  })
  let isRunning = false
  let child: ChildProcess | null = null
  let closed = false

  async function run(job: TotalsJob): Promise<OptionTotals[]> {
    if (closed) throw new TotalsUnsolvedError('CLOSED', 'The server is closing.')
    const started = fork(fileURLToPath(program), {
      // What this process was started with, such as a debugger's port, is not for another one.
      execArgv: [],
      serialization: 'advanced',
      // It needs none of this process's settings, among which there are keys.
      env: {},
    })
    child = started
    yieldToOthers(started)
    const timer = setTimeout(() => started.kill('SIGKILL'), timeout)
    try {
      const answer = await new Promise<TotalsAnswer>((resolve) => {
        const end = (message: string) => resolve({ code: 'PROCESS_ENDED', message })
        started.on('message', (said: TotalsAnswer | typeof READY) => {
          if (said === READY) started.send(job, (error) => error && end(error.message))
          else resolve(said)
        })
        started.on('error', (error) => end(error.message))
        started.on('exit', (code, signal) => end(`The process ended: ${signal ?? code}.`))
      })
      if ('totals' in answer) return answer.totals
      throw new TotalsUnsolvedError(answer.code, answer.message)
    } finally {
      clearTimeout(timer)
      started.kill('SIGKILL')
      child = null
    }
  }

  async function drain(): Promise<void> {
    if (isRunning) return
    isRunning = true
    for (let [task] = queue.take(); task !== undefined; [task] = queue.take()) {
      const { job, source, resolve, reject } = task
      await run(job).then(resolve, (error: unknown) => {
        queue.suspect(source)
        reject(error)
      })
    }
    isRunning = false
  }

  return {
    solve: (job) =>
      new Promise((resolve, reject) => {
        const left = queue.add({ key: job.space, source: job.space, job, resolve, reject })
        left?.reject(new TotalsUnsolvedError('BUSY', 'Too many totals are searched for.'))
        void drain()
      }),
    close: async () => {
      closed = true
      const own = child
      if (own === null || own.exitCode !== null) return
      const ended = new Promise((resolve) => own.once('exit', resolve))
      own.kill('SIGKILL')
      await ended
    },
  }
}

/** Where there are fewer cores than work, whoever answers goes first. */
function yieldToOthers({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    setPriority(pid, Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL))
  } catch {
    // A machine that does not let us goes on as it does.
  }
}
