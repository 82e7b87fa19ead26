import { type Provider, ZeroAddress } from 'ethers'
import { PersonhoodGovernor__factory, SecretBallotBox__factory } from '../generated/index.ts'
import { isForeignAnswer, type ReadChainOptions, readChain } from './ChainReader.ts'
import type { SecretBallotContracts } from './deploySecretBallotBox.ts'

/** What {@link readSecretBallotContracts} takes. */
export interface ReadSecretBallotContractsParameters extends ReadChainOptions {
  readonly provider: Provider
  readonly governor: string
}

/**
 * Returns the ballot box of a DAO and the registry of its committees, in lower case; null where its governor has none, or is of
 * a release that knows none.
 * @throws {@link ChainUnavailableError} when the node does not answer.
 */
export async function readSecretBallotContracts(
  parameters: ReadSecretBallotContractsParameters,
): Promise<SecretBallotContracts | null> {
  const { provider, governor } = parameters
  return readChain(parameters, async ({ call }) => {
    try {
      const { secretBallotBox } = PersonhoodGovernor__factory.connect(governor, provider)
      const box = await call(() => secretBallotBox())
      if (box === ZeroAddress) return null
      const contract = SecretBallotBox__factory.connect(box, provider)
      const committees = await call(() => contract.committees())
      return { box: box.toLowerCase(), committees: committees.toLowerCase() }
    } catch (error) {
      if (isForeignAnswer(error)) return null
      throw error
    }
  })
}
