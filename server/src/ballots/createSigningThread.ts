import { Worker } from 'node:worker_threads'
import { ServerBusyError } from '@psephos/lib'
import type { Logger } from 'pino'
import type { SignDigest } from './createReceiptSigner.ts'

/** What the thread is started with. */
export interface SigningThreadData {
  readonly privateKey: string
}

/** What it is asked, and what it answers: some digests or their signatures, in hex. */
export type SigningJob = readonly { readonly id: number; readonly digest: string }[]
export type SigningAnswer = readonly { readonly id: number; readonly signature: string }[]

/** Signs on a thread of its own, so that this one goes on answering. */
export interface SigningThread {
  readonly sign: SignDigest
  readonly close: () => Promise<void>
}

/** What {@link createSigningThread} takes. */
export interface CreateSigningThreadParameters {
  /** 32 bytes in hex. It stays in this process: the thread shares its memory. */
  readonly privateKey: string
  readonly logger: Logger
  /** The program of the thread; that which signs if absent. */
  readonly program?: URL
}

interface Pending {
  readonly resolve: (signature: string) => void
  readonly reject: (error: Error) => void
}

const PROGRAM = new URL('./signingThread.ts', import.meta.url)

/**
 * Returns what signs digests with a key, on a thread that starts with the first of them. A signature
 * takes a third of a millisecond, in which nobody would be served. A thread that ends is
 * replaced; who waits for it is told to come back, and then gets the very same signature.
 */
export function createSigningThread({
  privateKey,
  logger,
  program = PROGRAM,
}: CreateSigningThreadParameters): SigningThread {
  const pending = new Map<number, Pending>()
  let worker: Worker | null = null
  let closed = false
  let jobs = 0
  let gathered: SigningJob[number][] = []

  function start(): Worker {
    const started = new Worker(program, {
      workerData: { privateKey } satisfies SigningThreadData,
      execArgv: [],
      env: {},
    })
    started.on('message', (answer: SigningAnswer) => {
      for (const { id, signature } of answer) {
        pending.get(id)?.resolve(signature)
        pending.delete(id)
      }
    })
    const end = (cause: unknown): void => {
      if (worker !== started) return
      worker = null
      if (!closed) logger.warn({ cause }, 'the thread that signs receipts ended; another follows')
      refuseWaiting()
    }
    started.on('error', (error: Error) => end(error.message))
    started.on('exit', end)
    return started
  }

  /** What is asked for within one turn of the event loop goes in one message. */
  function send(): void {
    const job = gathered
    gathered = []
    if (closed) return
    try {
      worker ??= start()
      worker.postMessage(job satisfies SigningJob)
    } catch (cause) {
      logger.error({ cause }, 'the thread that signs receipts does not start')
      refuseWaiting()
    }
  }

  function refuseWaiting(): void {
    for (const { reject } of pending.values()) reject(new ServerBusyError({ retryAfter: 1 }))
    pending.clear()
  }

  return {
    sign: (digest) => {
      if (closed) return Promise.reject(new ServerBusyError({ retryAfter: 1 }))
      const { promise, resolve, reject } = Promise.withResolvers<string>()
      const id = ++jobs
      pending.set(id, { resolve, reject })
      gathered.push({ id, digest })
      if (gathered.length === 1) queueMicrotask(send)
      return promise
    },
    close: async () => {
      closed = true
      refuseWaiting()
      await worker?.terminate()
    },
  }
}
