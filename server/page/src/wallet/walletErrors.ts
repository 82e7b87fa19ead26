/** Why a wallet did not do what it was asked. */
export type WalletFailure =
  | 'missing'
  | 'declined'
  | 'busy'
  | 'locked'
  | 'chainUnknown'
  | 'fundsMissing'
  | 'failed'

/** A wallet did not do what it was asked; `failure` says why. */
export class WalletFailedError extends Error {
  override readonly name = 'WalletFailedError'
  readonly failure: WalletFailure

  constructor(failure: WalletFailure, options?: ErrorOptions) {
    super(`The wallet did not do it: ${failure}.`, options)
    this.failure = failure
  }
}

/** The codes of EIP-1193, EIP-1474 and EIP-3085 that say something a person can act on. */
const failuresByCode: Readonly<Record<number, WalletFailure>> = {
  4001: 'declined',
  4100: 'locked',
  4902: 'chainUnknown',
  [-32002]: 'busy',
}

/**
 * Returns what went wrong in a wallet, whatever it threw: wallets answer with codes, and ethers puts
 * words of its own around them. An error that is no wallet's comes back as it is.
 */
export function toWalletError(error: unknown): unknown {
  if (error instanceof WalletFailedError) return error
  if (hasCode(error, 'ACTION_REJECTED')) return new WalletFailedError('declined', { cause: error })
  if (hasCode(error, 'INSUFFICIENT_FUNDS')) {
    return new WalletFailedError('fundsMissing', { cause: error })
  }
  for (let cause: unknown = error, depth = 0; depth < 5; depth += 1) {
    if (typeof cause !== 'object' || cause === null) break
    const code = Reflect.get(cause, 'code')
    const failure = typeof code === 'number' ? failuresByCode[code] : undefined
    if (failure !== undefined) return new WalletFailedError(failure, { cause: error })
    cause = Reflect.get(cause, 'error') ?? Reflect.get(cause, 'cause') ?? null
  }
  return error
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && Reflect.get(error, 'code') === code
}
