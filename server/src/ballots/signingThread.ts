import { parentPort, workerData } from 'node:worker_threads'
import { concat, getBytes, toBeArray } from 'ethers'
import { signRecoverable } from 'tiny-secp256k1'
import type { SigningAnswer, SigningJob, SigningThreadData } from './createSigningThread.ts'

// The thread of createSigningThread. libsecp256k1 as WebAssembly signs in a third of the time that
// ethers takes, in a time that does not depend on the key, and by RFC 6979 the very same bytes.

const { privateKey }: SigningThreadData = workerData
const key = getBytes(privateKey)
parentPort?.on('message', (job: SigningJob) => {
  for (const { id, digest } of job) {
    const { signature, recoveryId } = signRecoverable(getBytes(digest), key)
    const answer: SigningAnswer = [
      { id, signature: concat([signature, toBeArray(27 + recoveryId)]) },
    ]
    parentPort?.postMessage(answer)
  }
})
