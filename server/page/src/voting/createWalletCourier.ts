import {
  ballotMessage,
  ChainUnavailableError,
  encodeBallot,
  MAX_REVISION,
  PersonhoodGovernor__factory,
  SecretBallotBox__factory,
  secretBallotMessage,
} from '@psephos/lib'
import { type AnyBallot, isSecretBallot } from '../secrecy/AnyBallot.ts'
import { toWalletError, WalletFailedError } from '../wallet/walletErrors.ts'
import type { Courier } from './Courier.ts'
import { type CastOnChainParameters, castOnChain } from './castOnChain.ts'

/** What {@link createWalletCourier} takes. */
export type CreateWalletCourierParameters = Omit<CastOnChainParameters, 'ballot' | 'signal'> & {
  /** Called as the wallet is asked. */
  onSend: () => void
}

/** What is kept on-chain are the first 240 bits: of 256, and of the 248 that a secret ballot's message has. */
const DROPPED_BITS = { open: 16n, secret: 8n }

/** Returns what casts ballots with a wallet, past every server. */
export function createWalletCourier({ onSend, ...route }: CreateWalletCourierParameters): Courier {
  return {
    // What is counted on-chain, no lower revision replaces, whoever says so.
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

/** Tells whether the governor, or its ballot box, counts this very ballot. */
async function isCounted(
  route: Omit<CreateWalletCourierParameters, 'onSend'>,
  ballot: AnyBallot,
): Promise<boolean> {
  const held = await readHeld(route, ballot).catch((cause: unknown) => {
    const error = toWalletError(cause)
    throw error instanceof WalletFailedError
      ? error
      : new ChainUnavailableError({ chainId: null }, { cause })
  })
  const digest = isSecretBallot(ballot)
    ? secretBallotMessage(ballot) >> DROPPED_BITS.secret
    : ballotMessage({
        revision: ballot.revision,
        words: encodeBallot({ votes: ballot.votes }),
      }) >> DROPPED_BITS.open
  return held.counted && Number(held.revision) === ballot.revision && BigInt(held.digest) === digest
}

async function readHeld(
  { signer, space, proposalId }: Omit<CreateWalletCourierParameters, 'onSend'>,
  ballot: AnyBallot,
) {
  const { nullifier } = ballot.proof
  const governor = PersonhoodGovernor__factory.connect(space.governor, signer)
  if (!isSecretBallot(ballot)) return governor.ballotOf(proposalId, nullifier)
  const box = SecretBallotBox__factory.connect(await governor.secretBallotBox(), signer)
  return box.secretBallotOf(space.governor, proposalId, nullifier)
}
