import {
  ballotMessage,
  ChainUnavailableError,
  encodeBallot,
  MAX_REVISION,
  PersonhoodGovernor__factory,
  type WireBallot,
} from '@psephos/lib'
import { toWalletError, WalletFailedError } from '../wallet/walletErrors.ts'
import type { Courier } from './Courier.ts'
import { type CastOnChainParameters, castOnChain } from './castOnChain.ts'

/** What {@link createWalletCourier} takes. */
export type CreateWalletCourierParameters = Omit<CastOnChainParameters, 'ballot' | 'signal'> & {
  /** Called as the wallet is asked. */
  onSend: () => void
}

/** The governor keeps the first 240 of the message's 256 bits. */
const DROPPED_BITS = 16n

/** Returns what casts ballots with a wallet, past every server. */
export function createWalletCourier({ onSend, ...route }: CreateWalletCourierParameters): Courier {
  return {
    // What the governor counts, no lower revision replaces, whoever says so.
    mostAhead: MAX_REVISION,
    async deliver(ballot, signal) {
      onSend()
      const transaction = await castOnChain({ ...route, ballot, signal })
      return { receipt: null, isReceiptInvalid: false, transaction }
    },
    async findHeld(ballot) {
      const isHeld = await isCounted(route, ballot)
      return isHeld ? { receipt: null, isReceiptInvalid: false, transaction: null } : null
    },
  }
}

/** Tells whether the governor counts this very ballot. */
async function isCounted(
  { signer, space: { governor }, proposalId }: Omit<CreateWalletCourierParameters, 'onSend'>,
  { revision, votes, proof: { nullifier } }: WireBallot,
): Promise<boolean> {
  const contract = PersonhoodGovernor__factory.connect(governor, signer)
  const held = await contract.ballotOf(proposalId, nullifier).catch((cause: unknown) => {
    const error = toWalletError(cause)
    throw error instanceof WalletFailedError
      ? error
      : new ChainUnavailableError({ chainId: null }, { cause })
  })
  const message = ballotMessage({ revision, words: encodeBallot({ votes }) })
  return (
    held.counted &&
    Number(held.revision) === revision &&
    BigInt(held.digest) === message >> DROPPED_BITS
  )
}
