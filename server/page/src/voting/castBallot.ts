import { BallotUnknownError, RevisionNotHigherError, type WireBallotStatus } from '@psephos/lib'
import { client } from '../server/client.ts'
import type { BallotRecord } from './ballotRecords.ts'
import { generateProofInWorker } from './generateProofInWorker.ts'
import type { ProofJob, ProofProgress } from './proofJob.ts'

/** How far a ballot is, from the voter list to the server's answer. */
export type CastProgress = ProofProgress | { stage: 'send' }

/** What {@link castBallot} takes. */
export type CastBallotParameters = {
  job: Omit<ProofJob, 'revision'>
  /** The ballot that this one replaces, as this browser remembers it. */
  previous: BallotRecord | null
  onProgress: (progress: CastProgress) => void
  signal: AbortSignal
}

/** A ballot that the server holds, and what to remember of it. */
export type CastBallotResult = { status: WireBallotStatus; record: BallotRecord }

/**
 * Proves a ballot, hands it to the server, and returns where it stands. It replaces any earlier one
 * of this identity.
 */
export async function castBallot(parameters: CastBallotParameters): Promise<CastBallotResult> {
  const revision = await findNextRevision(parameters)
  try {
    return await castRevision(parameters, revision)
  } catch (error) {
    // An earlier ballot was cast where this browser did not see it: in another one, or before an
    // answer got lost.
    if (!(error instanceof RevisionNotHigherError)) throw error
    return castRevision(parameters, Number(error.details['heldRevision']) + 1)
  }
}

async function castRevision(
  { job, onProgress, signal }: CastBallotParameters,
  revision: number,
): Promise<CastBallotResult> {
  const proposal = job.proposal.id
  const ballot = await generateProofInWorker({ job: { ...job, revision }, onProgress, signal })
  onProgress({ stage: 'send' })
  const status = await client.castBallot({ proposal, ballot, signal })
  const { nullifier } = ballot.proof
  return { status, record: { version: 1, nullifier, revision, votes: [...job.votes] } }
}

/**
 * Returns the lowest revision that counts. The server is asked only when this browser has voted
 * before: asking for a nullifier that it does not know would tell it who is about to vote.
 */
async function findNextRevision(parameters: CastBallotParameters): Promise<number> {
  const { job, previous, signal } = parameters
  if (previous === null) return 0
  try {
    const { nullifier } = previous
    const held = await client.getBallotStatus({ proposal: job.proposal.id, nullifier, signal })
    return Math.max(held.revision, previous.revision) + 1
  } catch (error) {
    // It may have been cast on-chain only, or the server has lost it: a higher revision counts in
    // any case.
    if (error instanceof BallotUnknownError) return previous.revision + 1
    throw error
  }
}
