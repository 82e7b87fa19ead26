import {
  type CommitteeTranscript,
  confirmCommittee,
  deploySecretBallotBox,
  registerCommittee,
} from '@psephos/lib'
import type { Signer } from 'ethers'
import { type HoldKeyGenerationParameters, holdKeyGeneration } from './holdKeyGeneration.ts'
import type { DevelopmentCircuits } from './prepareSecretCircuits.ts'

/** What {@link setUpSecretBallots} takes. */
export interface SetUpSecretBallotsParameters extends HoldKeyGenerationParameters {
  /** Who pays. */
  readonly signer: Signer
  readonly chainId: number
  readonly circuits: DevelopmentCircuits
}

/** What a DAO needs on its chain to have secret proposals. */
export interface SecretBallotSetup {
  /** The ballot box, in lower case. */
  readonly box: string
  /** Where its committees are registered. */
  readonly registry: string
  /** The committee's id. */
  readonly committee: string
  /** All that its trustees said. */
  readonly transcript: CommitteeTranscript
}

/** Deploys a ballot box, and registers a committee whose trustees are all at hand. */
export async function setUpSecretBallots({
  signer,
  chainId,
  circuits,
  ...ceremony
}: SetUpSecretBallotsParameters): Promise<SecretBallotSetup> {
  const { box, committees: registry } = await deploySecretBallotBox({
    signer,
    keys: circuits.keys,
  })
  const { committee, transcript } = await holdKeyGeneration(ceremony)
  const confirmations = new Map<number, string>()
  for (const [index, trustee] of ceremony.trustees.entries()) {
    confirmations.set(
      index + 1,
      await confirmCommittee({ signer: trustee.signer, committee, chainId, registry }),
    )
  }
  const id = await registerCommittee({ signer, registry, committee, confirmations })
  return { box, registry, committee: id, transcript }
}
