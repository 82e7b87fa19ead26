import type { WireReceipt } from '@psephos/lib'
import type { AnyBallot } from '../secrecy/AnyBallot.ts'

/** What whoever takes a ballot answers. */
export type Delivery = {
  /** The relay's signature; null where none is given, or it proves nothing. */
  receipt: WireReceipt | null
  /** Whether the relay took the ballot and signed something else. */
  isReceiptInvalid: boolean
  /** Where it is counted already. */
  transaction: string | null
}

/** Who brings ballots: to a relay, or to the chain. */
export type Courier = {
  /**
   * How far beyond the revisions that this browser knows its word is taken. A relay could name one so
   * high that the person had none left.
   */
  mostAhead: number
  /**
   * Hands a ballot over.
   * @throws {@link RevisionNotHigherError} when it is refused for what is held already.
   */
  deliver: (ballot: AnyBallot, signal: AbortSignal) => Promise<Delivery>
  /**
   * Asks whether what is held, and has the revision of this ballot, is this very one. Null when it is
   * another, or nobody can say.
   */
  findHeld: (ballot: AnyBallot, signal: AbortSignal) => Promise<Delivery | null>
}
