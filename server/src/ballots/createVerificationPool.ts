import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import type { VerifyProofs } from './createBallotIntake.ts'
import { type ProofBatch, sliceProofBatch } from './ProofBatch.ts'

/** What a process of the pool is asked. */
export interface VerificationJob {
  readonly id: number
  readonly batch: ProofBatch
}

/** What it answers. */
export interface VerificationAnswer {
  readonly id: number
  readonly verdicts: boolean[]
}

/** Verifies proofs in processes of its own, so that this one goes on answering. */
export interface VerificationPool {
  readonly verify: VerifyProofs
  readonly close: () => Promise<void>
}

/** What {@link createVerificationPool} takes. */
export interface CreateVerificationPoolParameters {
  readonly logger: Logger
  /** How many processes, each of which uses one core. */
  readonly size: number
  /**
   * After so many milliseconds a process that has started and does not answer is ended; 30 seconds
   * if absent.
   */
  readonly timeout?: number
  /** The program of a process; that which verifies proofs if absent. */
  readonly program?: URL
}

const TIMEOUT = 30_000
/** How long a process may take to start, in milliseconds: that says nothing of what it is to verify. */
const START_TIMEOUT = 60_000
/** What a process says first. */
export const READY = 'ready'
const PROGRAM = new URL('./verificationProcess.ts', import.meta.url)

/**
 * Returns a pool of processes. Not threads, because ffjavascript, whose curve verifies, cannot be
 * loaded on one in Node: its `web-worker` takes every thread for its own. A process that dies or
 * hangs is replaced, and what it had is tried again in halves, so that whatever kills it takes no
 * other ballot with it.
 */
export function createVerificationPool({
  logger,
  size,
  timeout = TIMEOUT,
  program = PROGRAM,
}: CreateVerificationPoolParameters): VerificationPool {
  const workers = Array.from({ length: size }, () => createWorker({ program, timeout, logger }))
  const idle = [...workers]
  const waiting: ((worker: Worker) => void)[] = []
  let closed = false

  async function run(batch: ProofBatch): Promise<boolean[] | null> {
    const worker = idle.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)))
    try {
      return await worker.run(batch)
    } finally {
      const next = waiting.shift()
      if (next === undefined) idle.push(worker)
      else next(worker)
    }
  }

  /** Null for those whose process dies even when it has them alone. */
  async function verifyOrSplit(
    batch: ProofBatch,
    until = performance.now() + 2 * timeout,
  ): Promise<(boolean | null)[]> {
    const { proofs } = batch
    const verdicts = performance.now() < until ? await run(batch) : null
    if (verdicts !== null) return verdicts
    if (proofs.length <= 1 || performance.now() >= until || closed) return proofs.map(() => null)
    const half = Math.ceil(proofs.length / 2)
    const first = await verifyOrSplit(sliceProofBatch(batch, 0, half), until)
    return [...first, ...(await verifyOrSplit(sliceProofBatch(batch, half), until))]
  }

  return {
    verify: (batch) => verifyOrSplit(batch),
    close: async () => {
      closed = true
      await Promise.all(workers.map((worker) => worker.close()))
    },
  }
}

interface Worker {
  /** Null when the process died or had to be ended. */
  readonly run: (batch: ProofBatch) => Promise<boolean[] | null>
  readonly close: () => Promise<void>
}

/** A process, and when it can take a job, or has ended. */
interface Child {
  readonly process: ChildProcess
  readonly ready: Promise<void>
}

/** One process at a time, started whenever it is needed and not there. */
function createWorker({
  program,
  timeout,
  logger,
}: {
  program: URL
  timeout: number
  logger: Logger
}): Worker {
  let child: Child | null = null
  let closed = false
  let jobs = 0
  let settle: (answer: VerificationAnswer | null) => void = () => undefined

  function start(): Child {
    const { promise: ready, resolve: beReady } = Promise.withResolvers<void>()
    const started = fork(fileURLToPath(program), {
      // What this process was started with, such as a debugger's port, is not for another one.
      execArgv: [],
      serialization: 'advanced',
      // It needs none of this process's settings, among which there are keys.
      env: {},
    })
    started.on('message', (answer: VerificationAnswer | typeof READY) => {
      if (answer === READY) beReady()
      else settle(answer)
    })
    const end = (cause: unknown) => {
      beReady()
      if (child?.process !== started) return
      child = null
      if (!closed) logger.warn({ cause }, 'a process that verifies ballots ended; another follows')
      settle(null)
    }
    started.on('error', (error) => end(error.message))
    started.on('exit', (code, signal) => end(signal ?? code))
    return { process: started, ready }
  }

  return {
    run: async (batch) => {
      if (closed) return null
      child ??= start()
      const { process: own, ready } = child
      const id = ++jobs
      const { promise, resolve } = Promise.withResolvers<boolean[] | null>()
      settle = (answer) => {
        if (answer === null) resolve(null)
        else if (answer.id === id) resolve(answer.verdicts)
      }
      const kill = () => own.kill('SIGKILL')
      let timer = setTimeout(kill, START_TIMEOUT)
      await ready
      clearTimeout(timer)
      timer = setTimeout(kill, timeout)
      own.send({ id, batch } satisfies VerificationJob, (error) => {
        if (error !== null) kill()
      })
      const verdicts = await promise
      clearTimeout(timer)
      return verdicts
    },
    close: async () => {
      closed = true
      const own = child?.process
      if (own === undefined) return
      const ended = new Promise((resolve) => own.once('exit', resolve))
      own.kill('SIGKILL')
      await ended
    },
  }
}
