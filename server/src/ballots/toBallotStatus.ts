import { BallotUnknownError, errorCodes, type WireBallotStatus } from '@psephos/lib'
import type { Ballot, CountedBallot } from '../generated/prisma/client.ts'

/** What the server holds of a nullifier. */
export type HeldBallot = Pick<
  Ballot,
  'nullifier' | 'revision' | 'votes' | 'encrypted' | 'receivedAt' | 'transaction' | 'refusal'
>
/** What the governor counts of a nullifier. */
export type CountedRevision = Pick<CountedBallot, 'revision' | 'transaction'>

/** What {@link toBallotStatus} takes. */
export interface ToBallotStatusParameters {
  readonly proposal: bigint
  readonly nullifier: bigint
  /** Of which revision is asked; the latest if absent. */
  readonly revision?: number | undefined
  readonly held: HeldBallot | null
  readonly counted: CountedRevision | null
  /** Whether voting is over and all that was counted is known. */
  readonly isOver: boolean
}

/**
 * Tells where a ballot stands.
 * @throws {@link BallotUnknownError} when nobody has one of that revision, or a later one.
 */
export function toBallotStatus({
  proposal,
  nullifier,
  held,
  counted,
  isOver,
  ...asked
}: ToBallotStatusParameters): WireBallotStatus {
  const latest = Math.max(held?.revision ?? -1, counted?.revision ?? -1)
  const revision = asked.revision ?? latest
  if (latest < 0 || revision > latest) throw new BallotUnknownError()
  const own = held?.revision === revision ? held : null
  const common = {
    proposal,
    nullifier,
    revision,
    receivedAt: own && Math.floor(own.receivedAt.getTime() / 1_000),
    refusal: null,
    replacedBy: latest > revision ? latest : null,
  }
  // What the governor counts it counts, even while a later revision waits.
  if (counted?.revision === revision) {
    return { ...common, status: 'counted', transaction: counted.transaction }
  }
  if (own === null || latest > revision) {
    return { ...common, status: 'replaced', transaction: null }
  }
  const { transaction } = own
  const code = own.refusal ?? (isOver ? 'VOTING_NOT_OPEN' : null)
  if (code !== null) {
    const refusal = errorCodes.find((each) => each === code) ?? 'INTERNAL'
    return { ...common, status: 'refused', transaction, refusal }
  }
  return { ...common, status: transaction === null ? 'received' : 'settling', transaction }
}
