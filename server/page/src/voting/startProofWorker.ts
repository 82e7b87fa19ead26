/** Starts the worker that makes proofs, so that the page stays responsive. */
export function startProofWorker(): Worker {
  return new Worker(new URL('./proof.worker.ts', import.meta.url), { type: 'module' })
}
