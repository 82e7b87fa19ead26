import { createIdentity } from '@psephos/lib'
import { generateProof } from '@semaphore-protocol/core'
import type { RivalJob } from './RivalJob.ts'

/**
 * Makes a proof with Semaphore's own `generateProof` and returns how many milliseconds it took, once circuit
 * and key are in the browser's cache.
 */
async function prove(job: RivalJob): Promise<number> {
  const bytes = job.secret.match(/../g) ?? []
  const privateKey = Uint8Array.from(bytes, (digits) => Number.parseInt(digits, 16))
  const identity = createIdentity({ privateKey })
  const { wasm, zkey } = job.artifacts
  await Promise.all([wasm, zkey].map(async (url) => (await fetch(url)).arrayBuffer()))
  const start = performance.now()
  await generateProof(
    identity,
    {
      index: job.index,
      leaf: BigInt(job.leaf),
      root: BigInt(job.root),
      siblings: job.siblings.map(BigInt),
    },
    BigInt(job.message),
    BigInt(job.scope),
    job.proofDepth,
    job.artifacts,
  )
  return performance.now() - start
}

Reflect.set(globalThis, 'proveAlone', prove)
