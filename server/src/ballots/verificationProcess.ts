import { constants, getPriority, setPriority } from 'node:os'
import { READY, type VerificationAnswer, type VerificationJob } from './createVerificationPool.ts'
import { verifyProofBatch } from './ProofBatch.ts'

// The process of createVerificationPool, which ends with who has started it.

process.on('disconnect', () => process.exit())
// Ctrl-C reaches every process of a terminal; who has started this one ends it when it is done.
process.on('SIGINT', () => undefined)
process.on('message', async (job: VerificationJob) => {
  const answer: VerificationAnswer = { id: job.id, verdicts: await verifyProofBatch(job.batch) }
  process.send?.(answer)
})
yieldToOthers()
process.send?.(READY)

/** Where there are fewer cores than work, whoever answers goes first: proofs can wait, people notice. */
function yieldToOthers(): void {
  try {
    setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL))
  } catch {
    // A machine that does not let us goes on as it does.
  }
}
