import {
  BallotUnknownError,
  RevisionNotHigherError,
  type ServerClient,
  type WireProposal,
} from '@psephos/lib'
import type { AnyBallot } from '../secrecy/AnyBallot.ts'
import { client as ownServer } from '../server/client.ts'
import { isTransient } from '../server/isTransient.ts'
import { type BallotRecord, createBallotRecord } from './ballotRecords.ts'
import type { Courier, Delivery } from './Courier.ts'
import { findNextRevision, MOST_AHEAD } from './findNextRevision.ts'

/** What {@link castBallot} takes. */
export type CastBallotParameters = {
  proposal: Pick<WireProposal, 'id'>
  /** The ballots that this one replaces, as far as this browser remembers them. */
  previous: Pick<BallotRecord, 'nullifier' | 'revision'> | null
  /** Makes the ballot with that revision. */
  prove: (revision: number) => Promise<AnyBallot>
  /** Keeps the ballot, before anybody is given it. */
  onMade: (ballot: AnyBallot) => void
  courier: Courier
  signal: AbortSignal
  client?: Pick<ServerClient, 'getBallotStatus'>
}

/** What to remember of a ballot that has arrived. */
export type CastBallotResult = Pick<Delivery, 'isReceiptInvalid'> & { record: BallotRecord }

/**
 * Proves a ballot, has it delivered, and returns what to remember of it. It replaces any earlier one of
 * this identity.
 * @throws {@link RevisionUnbelievableError} when what is held is said to leave no room for another.
 * @throws what `prove` and the courier throw.
 */
export async function castBallot(parameters: CastBallotParameters): Promise<CastBallotResult> {
  const { mostAhead } = parameters.courier
  const revision = await findFirstRevision(parameters)
  try {
    return await castRevision(parameters, revision)
  } catch (error) {
    // An earlier ballot was cast where this browser did not see it: in another one, or before an
    // answer got lost.
    if (!(error instanceof RevisionNotHigherError)) throw error
    const held = Number(error.details['heldRevision'])
    return castRevision(parameters, findNextRevision({ known: revision, held, mostAhead }))
  }
}

/**
 * Delivers a ballot that was made before, and may have arrived already.
 * @throws {@link RevisionNotHigherError} when another ballot with its revision is held: this one will never
 * be counted.
 * @throws what the courier throws.
 */
export async function deliverBallot(
  ballot: AnyBallot,
  { courier, signal }: Pick<CastBallotParameters, 'courier' | 'signal'>,
): Promise<CastBallotResult> {
  try {
    return toResult(ballot, await courier.deliver(ballot, signal))
  } catch (error) {
    if (!(error instanceof RevisionNotHigherError)) throw error
    const isReplaced = Number(error.details['heldRevision']) > ballot.revision
    const held = isReplaced ? replaced : await courier.findHeld(ballot, signal)
    if (held === null) throw error
    return toResult(ballot, held)
  }
}

/** Nobody answers for a ballot any more in whose place a later one is. */
const replaced: Delivery = { receipt: null, isReceiptInvalid: false, transaction: null }

function toResult(
  ballot: AnyBallot,
  { isReceiptInvalid, receipt, transaction }: Delivery,
): CastBallotResult {
  return { isReceiptInvalid, record: createBallotRecord(ballot, { receipt, transaction }) }
}

async function castRevision(
  { prove, onMade, courier, signal }: CastBallotParameters,
  revision: number,
): Promise<CastBallotResult> {
  const ballot = await prove(revision)
  onMade(ballot)
  return toResult(ballot, await courier.deliver(ballot, signal))
}

/**
 * Returns the lowest revision that counts. The server is asked only when this browser has voted
 * before: asking for a nullifier that it does not know would tell it who is about to vote.
 */
async function findFirstRevision({
  proposal,
  previous,
  signal,
  client = ownServer,
}: CastBallotParameters): Promise<number> {
  if (previous === null) return 0
  const { nullifier, revision: known } = previous
  const own = { known, held: known, mostAhead: 0 }
  try {
    const { revision } = await client.getBallotStatus({ proposal: proposal.id, nullifier, signal })
    // What is not believed here decides nothing: whoever is given the ballot says what is held.
    const isBelieved = revision > known && revision <= known + MOST_AHEAD
    return findNextRevision(isBelieved ? { ...own, held: revision, mostAhead: MOST_AHEAD } : own)
  } catch (error) {
    signal.throwIfAborted()
    // It may have been cast on-chain only, or the server has lost it or does not answer: a higher
    // revision counts in any case.
    if (error instanceof BallotUnknownError || isTransient(error)) return findNextRevision(own)
    throw error
  }
}
