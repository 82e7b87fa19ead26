import { READY, type VerificationJob } from '../ballots/createVerificationPool.ts'

// A process that dies of the nullifier 13, hangs on 14, and takes all others for good.

process.on('disconnect', () => process.exit())
process.on('message', ({ id, batch }: VerificationJob) => {
  const proofs: readonly { readonly nullifier: bigint }[] = batch.proofs
  if (proofs.some(({ nullifier }) => nullifier === 13n)) process.exit(1)
  if (proofs.some(({ nullifier }) => nullifier === 14n)) return
  process.send?.({ id, verdicts: proofs.map(() => true) })
})
process.send?.(READY)
