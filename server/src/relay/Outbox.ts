import type { RelayTransaction } from '../generated/prisma/client.ts'
import type { RelayStatus } from './readRelayStatus.ts'

/** What a relay does for a secret proposal once voting is over. */
export type DecryptionPurpose = 'close' | 'share' | 'finalise'

/** A call that a relay is to pay for. */
export interface OutboxRequest {
  readonly spaceId: string
  readonly purpose: 'ballots' | 'enrolment' | 'rotation' | DecryptionPurpose
  readonly proposalId: string | null
  /** What it carries: {@link toBallotClaim}, {@link toEnrolmentClaim}, {@link toRotationClaim}, {@link toDecryptionClaim}. */
  readonly carries: readonly string[]
  readonly to: string
  readonly data: string
  readonly gasLimit: bigint
}

/** Sends the transactions of one account, written down before they are broadcast. */
export interface Outbox {
  /** The account that pays. */
  readonly account: string
  /**
   * Signs a transaction, writes it down and broadcasts it. Does not wait for it to be mined; what
   * becomes of it is for `follow`.
   * @throws {@link RelayPausedError} when it may not be paid for now, {@link AlreadyCarriedError} when
   * another pending transaction carries some of it.
   */
  readonly send: (request: OutboxRequest) => Promise<RelayTransaction>
  /**
   * Looks after all transactions that are not settled for good: broadcasts again what was lost, raises
   * fees, notes what was mined. One process at a time does it; where another is at it, nothing is done.
   */
  readonly follow: () => Promise<void>
  /** Follows until a transaction is pending no longer, or `timeout` milliseconds have passed. */
  readonly wait: (id: string, timeout: number) => Promise<RelayTransaction>
  /** Tells what a space costs and, if nothing is paid for, why. */
  readonly readStatus: (spaceId: string) => Promise<RelayStatus>
}

/** Part of what was to be sent is in a transaction that waits already. Only the relay sees this. */
export class AlreadyCarriedError extends Error {
  override readonly name = 'AlreadyCarriedError'
}

/** Returns the name of a ballot's claim. `markBallots` and `selectDueBallots` say it in SQL. */
export function toBallotClaim(ballot: {
  readonly spaceId: string
  readonly proposalId: string
  readonly nullifier: string
  readonly revision: number
}): string {
  const { spaceId, proposalId, nullifier, revision } = ballot
  return `ballot/${spaceId}/${proposalId}/${nullifier}/${revision}`
}

/** Returns the name of a person's enrolment, by World ID's nullifier. */
export function toEnrolmentClaim(spaceId: string, person: bigint): string {
  return `enrolment/${spaceId}/${person}`
}

/**
 * Returns the name of a group's rotation, of which there is one at a time: each changes the siblings
 * of the others, which would fail and be paid for all the same. With a person, the name under which
 * theirs are counted.
 */
export function toRotationClaim(spaceId: string, person?: bigint): string {
  return person === undefined ? `rotation/${spaceId}` : `rotation/${spaceId}/${person}`
}

/** Returns the name of a step in the decryption of a proposal; of a share with its trustee's position. */
export function toDecryptionClaim(
  purpose: DecryptionPurpose,
  { spaceId, id }: { readonly spaceId: string; readonly id: string },
  position?: number,
): string {
  const step = `${purpose}/${spaceId}/${id}`
  return position === undefined ? step : `${step}/${position}`
}
