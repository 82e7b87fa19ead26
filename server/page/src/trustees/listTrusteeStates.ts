import type { WireKeyGeneration } from '@psephos/lib'

/** A trustee, and what a mailbox has of them. */
export type TrusteeState = {
  position: number
  address: string
  hasDealt: boolean
  hasConfirmed: boolean
  /** About how many dealers they complained. */
  complaints: number
}

/**
 * Returns what a mailbox has of each trustee of a key generation, in the order of their positions. Nothing of it is checked here: who
 * takes part does.
 */
export function listTrusteeStates({
  transcript: { invitation, deals, complaints },
  confirmations,
}: Pick<WireKeyGeneration, 'transcript' | 'confirmations'>): TrusteeState[] {
  return invitation.trustees.map(({ address }, index) => {
    const position = index + 1
    return {
      position,
      address,
      hasDealt: deals.some(({ dealer }) => dealer === position),
      hasConfirmed: confirmations.some((each) => each.position === position),
      complaints: complaints.filter(({ complainer }) => complainer === position).length,
    }
  })
}
