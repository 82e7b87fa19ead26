import { untilAborted } from '../async/untilAborted.ts'
import type { SemaphoreArtifacts } from '../ballot/semaphoreArtifactUrls.ts'
import { createErrorFromWire } from '../errors/createErrorFromWire.ts'
import { ProverFailedError } from '../errors/proverErrors.ts'
import type { WireBallot } from '../wire/ballot.ts'
import { createProverStore } from './createProverStore.ts'
import { type BallotProofJob, type PreparedBallot, prepareBallot } from './prepareBallot.ts'
import { proveBallot } from './proveBallot.ts'
import type { ProverRequest, ProverWorker } from './proverMessages.ts'

/** What {@link createBallotProver} takes. */
export type CreateBallotProverParameters = {
  /** Semaphore's circuit and proving key for the proposals' depth. URLs are fetched once. */
  artifacts: SemaphoreArtifacts
  /**
   * Starts a worker whose file calls {@link answerProver}; without it ballots are proved on this
   * thread. In Node: `createProverProcess` of `@psephos/lib/node`.
   */
  createWorker?: (() => ProverWorker) | undefined
}

/** Proves ballots, one after the other. */
export type BallotProver = {
  /**
   * Begins what every ballot needs, ahead of the first one: loads the artifacts, starts the worker, and has
   * the prover build its curve. Nothing depends on it; a ballot that comes later is made the sooner.
   */
  prepare(): void
  /**
   * Makes a ballot as {@link generateBallotProof} does, and throws what it throws; and
   * {@link ProverFailedError} when the worker fails. Aborting ends the worker at once; the next
   * ballot starts another.
   */
  prove(job: BallotProofJob): Promise<WireBallot>
  /** Ends the worker. A ballot that is being proved fails. */
  close(): void
}

/**
 * Returns a prover that reads its artifacts once for many ballots, in a worker if it is given one,
 * so that the page stays responsive.
 * @example
 * const prover = createBallotProver({
 *   artifacts: semaphoreArtifactUrls({ baseUrl: '', depth: 20 }),
 *   createWorker: () =>
 *     new Worker(new URL('./prover.worker.ts', import.meta.url), { type: 'module' }),
 * })
 * const ballot = await prover.prove({ identity, group, votes: [3, -4], ...rest })
 */
export function createBallotProver({
  artifacts,
  createWorker,
}: CreateBallotProverParameters): BallotProver {
  const store = createProverStore(artifacts)
  let worker: Started | null = null
  let queue: Promise<unknown> = Promise.resolve()
  let closed = false

  function endWorker(reason: unknown): void {
    const ended = worker
    worker = null
    ended?.port.terminate()
    ended?.settle?.reject(reason)
  }

  /** Starts a worker and listens to it. */
  function startWorker(port: ProverWorker): Started {
    const started: Started = { port, settle: null }
    port.addEventListener('error', ({ message }) => {
      if (worker === started) endWorker(new ProverFailedError({ reason: message ?? 'it crashed' }))
    })
    port.addEventListener('message', ({ data }) => {
      const { settle } = started
      if (data === undefined) return
      if (data.type === 'progress') return settle?.onProgress?.(data.progress)
      started.settle = null
      if (data.type === 'ballot') return settle?.resolve(data.ballot)
      if (data.type === 'failure') {
        return settle?.reject(new ProverFailedError({ reason: data.message }))
      }
      const { code, message, details } = data
      settle?.reject(createErrorFromWire({ error: { code, message, details } }))
    })
    return started
  }

  /** Sends a ballot, or null to prepare, to the worker, which it starts if there is none. */
  function send(create: () => ProverWorker, ballot: ProverRequest['ballot']): Started {
    const isNew = worker === null
    worker ??= startWorker(create())
    worker.port.postMessage({ artifacts: isNew ? artifacts : null, ballot })
    return worker
  }

  function proveInWorker(
    create: () => ProverWorker,
    { identity, ...rest }: PreparedBallot,
    onProgress: BallotProofJob['onProgress'],
  ): Promise<WireBallot> {
    return new Promise((resolve, reject) => {
      const { privateKey } = identity
      send(create, { ...rest, privateKey }).settle = { onProgress, resolve, reject }
    })
  }

  async function proveNext(job: BallotProofJob, ballot: PreparedBallot): Promise<WireBallot> {
    const { onProgress, signal } = job
    signal?.throwIfAborted()
    if (closed) throw new ProverFailedError({ reason: 'it is closed' })
    if (createWorker === undefined) {
      return proveBallot({ ballot, load: store.load, onProgress, signal })
    }
    try {
      return await untilAborted(proveInWorker(createWorker, ballot, onProgress), signal)
    } catch (error) {
      if (signal?.aborted) endWorker(signal.reason)
      throw error
    }
  }

  return {
    prepare() {
      if (closed || worker !== null) return
      if (createWorker === undefined) store.prepare()
      else send(createWorker, null)
    },
    async prove(job) {
      job.signal?.throwIfAborted()
      const ballot = prepareBallot(job)
      const proving = queue.then(() => proveNext(job, ballot))
      queue = proving.catch(() => undefined)
      return untilAborted(proving, job.signal)
    },
    close() {
      closed = true
      endWorker(new ProverFailedError({ reason: 'it was closed' }))
    },
  }
}

/** A worker, and who waits for its answer. */
type Started = { readonly port: ProverWorker; settle: Settle | null }

type Settle = {
  readonly onProgress: BallotProofJob['onProgress']
  readonly resolve: (ballot: WireBallot) => void
  readonly reject: (reason: unknown) => void
}
