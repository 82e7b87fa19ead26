import { ProverFailedError, type VerifyProofs } from '@psephos/lib'
import type { ProofsJob, ProofsMessage } from './proofsJob.ts'

/**
 * `verifyProofs` of the library in a worker of its own.
 * @throws {@link ProverFailedError} when the browser cannot run it.
 */
export const verifyInWorker: VerifyProofs = async ({ onProgress, signal, ...job }) => {
  const worker = new Worker(new URL('./proofs.worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise((resolve, reject) => {
      const fail = (reason: string) => reject(new ProverFailedError({ reason }))
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
      // What could not be loaded ends with an event that says nothing.
      worker.addEventListener('error', ({ message }: { message?: unknown }) =>
        fail(typeof message === 'string' && message !== '' ? message : 'it could not be loaded'),
      )
      worker.addEventListener('message', ({ data }: MessageEvent<ProofsMessage>) => {
        if (data.type === 'progress') onProgress?.(data.progress)
        else if (data.type === 'verdicts') resolve(data.verdicts)
        else fail(data.message)
      })
      worker.postMessage(job satisfies ProofsJob)
    })
  } finally {
    worker.terminate()
  }
}
