import { verifyProofs } from '@psephos/lib'
import { READY, type VerificationAnswer, type VerificationJob } from './createVerificationPool.ts'

// The process of createVerificationPool, which ends with who has started it.

process.on('disconnect', () => process.exit())
// Ctrl-C reaches every process of a terminal; who has started this one ends it when it is done.
process.on('SIGINT', () => undefined)
process.on('message', async (job: VerificationJob) => {
  const answer: VerificationAnswer = { id: job.id, verdicts: await verifyProofs(job.parameters) }
  process.send?.(answer)
})
process.send?.(READY)
