import type { VerificationProgress, VerifyProofs, VerifyProofsParameters } from '@psephos/lib'

/** What {@link verifyInParts} takes. */
export type VerifyInPartsParameters = {
  /** How many threads there are, this one among them. */
  threads: number
  /** Verifies on this thread. */
  verifyHere: VerifyProofs
  /** Verifies on another one, each time it is called. */
  verifyElsewhere: VerifyProofs
}

/**
 * Below so many proofs a thread costs more than it takes off the others: it has to load and build
 * the curve first, which takes as long as some two hundred proofs.
 */
const LEAST_PROOFS_OF_A_THREAD = 400

/** Returns a `verifyProofs` that gives each thread a part of the proofs, where that pays. */
export function verifyInParts({
  threads,
  verifyHere,
  verifyElsewhere,
}: VerifyInPartsParameters): VerifyProofs {
  return async ({ proofs, onProgress, signal, ...statement }) => {
    const worthwhile = Math.floor(proofs.length / LEAST_PROOFS_OF_A_THREAD)
    const parts = split(proofs, Math.max(1, Math.min(threads, worthwhile)))
    const done = parts.map(() => 0)
    const verdicts = await Promise.all(
      parts.map((part, index) => {
        const report = (progress: VerificationProgress): void => {
          done[index] = progress.done
          onProgress?.({ done: done.reduce((sum, each) => sum + each, 0), total: proofs.length })
        }
        const job = { ...statement, proofs: part, onProgress: report, signal }
        if (index === 0) return verifyHere(job)
        // Where another thread cannot be had, this one takes longer.
        return verifyElsewhere(job).catch(() => {
          signal?.throwIfAborted()
          return verifyHere(job)
        })
      }),
    )
    return verdicts.flat()
  }
}

function split(
  proofs: VerifyProofsParameters['proofs'],
  count: number,
): VerifyProofsParameters['proofs'][] {
  const size = Math.ceil(proofs.length / count)
  return Array.from({ length: count }, (_, part) => proofs.slice(part * size, (part + 1) * size))
}
