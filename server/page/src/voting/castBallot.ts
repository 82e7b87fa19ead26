import {
  BallotUnknownError,
  RevisionNotHigherError,
  type WireBallot,
  type WireReceipt,
} from '@psephos/lib'
import { client } from '../server/client.ts'
import { isTransient } from '../server/isTransient.ts'
import type { BallotRecord } from './ballotRecords.ts'
import { generateProofInWorker } from './generateProofInWorker.ts'
import type { ProofJob, ProofProgress } from './proofJob.ts'

/** How far a ballot is, from the voter list to whoever takes it. */
export type CastProgress = ProofProgress | { stage: 'wallet' | 'send' | 'chain' }

/** What whoever takes a ballot answers. */
export type Delivery = {
  /** The relay's signature; null where none is given, or it proves nothing. */
  receipt: WireReceipt | null
  /** Whether the relay took the ballot and signed something else. */
  isReceiptInvalid: boolean
  /** Where it is counted already. */
  transaction: string | null
}

/** Hands a ballot to a relay or to the chain. */
export type Deliver = (ballot: WireBallot, signal: AbortSignal) => Promise<Delivery>

/** What {@link castBallot} takes. */
export type CastBallotParameters = {
  job: Omit<ProofJob, 'revision'>
  /** The ballots that this one replaces, as far as this browser remembers them. */
  previous: Pick<BallotRecord, 'nullifier' | 'revision'> | null
  /** Keeps the ballot, before anybody is given it. */
  onMade: (ballot: WireBallot) => void
  deliver: Deliver
  onProgress: (progress: CastProgress) => void
  signal: AbortSignal
}

/** What to remember of a ballot that has arrived. */
export type CastBallotResult = Pick<Delivery, 'isReceiptInvalid'> & { record: BallotRecord }

/**
 * Proves a ballot, has it delivered, and returns what to remember of it. It replaces any earlier one of
 * this identity.
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

/** Delivers a ballot that was made before, and may have arrived already. */
export async function deliverBallot(
  ballot: WireBallot,
  { deliver, signal }: Pick<CastBallotParameters, 'deliver' | 'signal'>,
): Promise<CastBallotResult> {
  try {
    return toResult(ballot, await deliver(ballot, signal))
  } catch (error) {
    // Meanwhile it has been counted, or a later one has.
    if (!(error instanceof RevisionNotHigherError)) throw error
    return toResult(ballot, { receipt: null, isReceiptInvalid: false, transaction: null })
  }
}

function toResult(
  { revision, votes, proof: { nullifier } }: WireBallot,
  { receipt, isReceiptInvalid, transaction }: Delivery,
): CastBallotResult {
  return {
    isReceiptInvalid,
    record: { version: 1, nullifier, revision, votes, receipt, transaction },
  }
}

async function castRevision(
  { job, onMade, deliver, onProgress, signal }: CastBallotParameters,
  revision: number,
): Promise<CastBallotResult> {
  const ballot = await generateProofInWorker({ job: { ...job, revision }, onProgress, signal })
  onMade(ballot)
  return toResult(ballot, await deliver(ballot, signal))
}

/**
 * Returns the lowest revision that counts. The server is asked only when this browser has voted
 * before: asking for a nullifier that it does not know would tell it who is about to vote.
 */
async function findNextRevision({ job, previous, signal }: CastBallotParameters): Promise<number> {
  if (previous === null) return 0
  try {
    const { nullifier } = previous
    const held = await client.getBallotStatus({ proposal: job.proposal.id, nullifier, signal })
    return Math.max(held.revision, previous.revision) + 1
  } catch (error) {
    signal.throwIfAborted()
    // It may have been cast on-chain only, or the server has lost it or does not answer: a higher
    // revision counts in any case.
    if (error instanceof BallotUnknownError || isTransient(error)) return previous.revision + 1
    throw error
  }
}
