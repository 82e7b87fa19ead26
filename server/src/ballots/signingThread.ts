import { parentPort, workerData } from 'node:worker_threads'
import { SigningKey } from 'ethers'
import type { SigningAnswer, SigningJob, SigningThreadData } from './createSigningThread.ts'

// The thread of createSigningThread.

const { privateKey }: SigningThreadData = workerData
const key = new SigningKey(privateKey)
parentPort?.on('message', (job: SigningJob) => {
  for (const { id, digest } of job) {
    const answer: SigningAnswer = [{ id, signature: key.sign(digest).serialized }]
    parentPort?.postMessage(answer)
  }
})
