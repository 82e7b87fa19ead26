import {
  ChainUnavailableError,
  castBallotDirectly,
  castSecretBallotDirectly,
  PersonhoodGovernor__factory,
  type WireSpace,
} from '@psephos/lib'
import type { Signer } from 'ethers'
import { type AnyBallot, isSecretBallot } from '../secrecy/AnyBallot.ts'
import { toWalletError, WalletFailedError } from '../wallet/walletErrors.ts'

/** What {@link castOnChain} takes. */
export type CastOnChainParameters = {
  signer: Signer
  space: Pick<WireSpace, 'governor' | 'deploymentBlock'>
  proposalId: bigint
  ballot: AnyBallot
  signal: AbortSignal
}

/** As long as a person may think in front of their wallet, and a chain may take for a block. */
const TIMEOUT = 15 * 60_000

/**
 * Casts a ballot with a wallet, past every server, and returns the transaction once it is mined.
 * @throws {@link WalletFailedError} when the person declines or the account cannot pay.
 * @throws what `castBallotDirectly` and `castSecretBallotDirectly` throw.
 */
export async function castOnChain({
  signer,
  space: { governor, deploymentBlock },
  ballot,
  ...rest
}: CastOnChainParameters): Promise<string> {
  try {
    const way = { ...rest, signer, governor, fromBlock: deploymentBlock, timeout: TIMEOUT }
    const { transaction } = isSecretBallot(ballot)
      ? await castSecretBallotDirectly({ ...way, box: await readBox(way), ballot })
      : await castBallotDirectly({ ...way, ballot })
    return transaction
  } catch (error) {
    // What a wallet answers stands below what the library makes of it.
    const cause = error instanceof ChainUnavailableError ? toWalletError(error.cause) : error
    throw cause instanceof WalletFailedError ? cause : error
  }
}

/** Where the governor itself, and not a server, says that secret ballots go. */
async function readBox({ signer, governor }: { signer: Signer; governor: string }) {
  const contract = PersonhoodGovernor__factory.connect(governor, signer)
  return contract.secretBallotBox().catch((cause: unknown) => {
    throw new ChainUnavailableError({ chainId: null }, { cause })
  })
}
