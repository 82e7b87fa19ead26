import { parentPort } from 'node:worker_threads'
import type { SigningAnswer, SigningJob } from '../ballots/createSigningThread.ts'

// A thread that dies of the digest 0x13, and gives every other one back.

parentPort?.on('message', (job: SigningJob) => {
  for (const { id, digest } of job) {
    if (digest === '0x13') throw new RangeError('This digest is unlucky.')
    parentPort?.postMessage([{ id, signature: digest }] satisfies SigningAnswer)
  }
})
