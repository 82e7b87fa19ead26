import type { SecrecyPhase, WireSecrecy } from '@psephos/lib'

/** What happens between the last ballot and the totals, in order. */
export type DecryptionStep = {
  step: 'over' | 'fixed' | 'shares' | 'totals'
  state: 'done' | 'current' | 'ahead'
}

/** A trustee, and what they have done for one proposal. */
export type TrusteeShare = {
  position: number
  address: string
  /** `sent` is on its way to the chain; `spare` is one that is not needed, for enough others are there. */
  state: 'brought' | 'sent' | 'awaited' | 'spare'
  /** The transaction that brought the share. */
  transaction: string | null
}

/** What {@link listDecryption} takes. */
export type ListDecryptionParameters = {
  phase: SecrecyPhase
  /** How many shares the chain has, and how many it takes. */
  shares: number
  threshold: number
}

/** Returns what happens between the last ballot of a secret proposal and its totals, and how far that is. */
export function listDecryption({
  phase,
  shares,
  threshold,
}: ListDecryptionParameters): DecryptionStep[] {
  const isRevealed = phase === 'revealed'
  const isFixed = isRevealed || phase === 'decrypting'
  const isEnough = isRevealed || (isFixed && shares >= threshold)
  const toState = (isDone: boolean, isNext: boolean): DecryptionStep['state'] =>
    isDone ? 'done' : isNext ? 'current' : 'ahead'
  return [
    { step: 'over', state: toState(phase !== 'voting', true) },
    { step: 'fixed', state: toState(isFixed, phase === 'closing') },
    { step: 'shares', state: toState(isEnough, isFixed) },
    { step: 'totals', state: toState(isRevealed, isEnough) },
  ]
}

/** Returns the trustees in the order of their positions, and what each has done for a proposal. */
export function listTrusteeShares({
  committee,
  shares,
}: Pick<WireSecrecy, 'committee' | 'shares'>): TrusteeShare[] {
  const brought = shares.filter(({ transaction }) => transaction !== null).length
  const missing = brought < committee.threshold ? 'awaited' : 'spare'
  return committee.trustees.map((address, index) => {
    const position = index + 1
    const share = shares.find((each) => each.position === position)
    const transaction = share?.transaction ?? null
    const state = share === undefined ? missing : transaction === null ? 'sent' : 'brought'
    return { position, address, state, transaction }
  })
}
