import type { Provider } from 'ethers'
import { ChainEventsMissingError } from '../errors/auditErrors.ts'
import { PersonhoodGovernor__factory, SecretBallotBox__factory } from '../generated/index.ts'
import { type CommitteeKeys, deriveCommitteeKeys } from '../secret/committee/deriveCommitteeKeys.ts'
import type { RegisteredCommittee } from '../wire/secrecy.ts'
import { isForeignAnswer, type ReadChainOptions, readChain } from './ChainReader.ts'
import { readCircuitKeys, type VerifierKey } from './readCircuitKeys.ts'
import { findCommittee } from './readCommittee.ts'
import { createGovernorUnknown } from './readProposal.ts'

/** What {@link readSecretRules} takes. */
export interface ReadSecretRulesParameters extends ReadChainOptions {
  readonly provider: Provider
  readonly governor: string
  /** The committee that the proposal names. */
  readonly committee: string
  /** How many options the proposal has, from 1 to 16. */
  readonly optionCount: number
  /** A block at or before the committee's registration; where it is not found from there on, it is looked for from 0 on. */
  readonly fromBlock?: number | undefined
}

/** What a secret ballot has to fit beside what every ballot has to. */
export interface SecretRules {
  /** The address of `SecretBallotBox`, in lower case. */
  readonly box: string
  readonly committee: RegisteredCommittee
  /** Every key of the committee, which follows from its commitments. */
  readonly keys: CommitteeKeys
  /** The verification key of `secret-ballot` of the proposal's class, as the box has it. */
  readonly ballotKey: VerifierKey
}

/**
 * Returns what ballots on a secret proposal are encrypted for and held to. The committee is one whose commitments give the id that the
 * proposal names, whatever the node says.
 * @throws {@link GovernorUnknownError} when the governor has no ballot box.
 * @throws {@link ChainEventsMissingError} when the node does not give the committee's registration.
 * @throws {@link CommitteeMalformedError} when the committee does not follow from its commitments.
 * @throws {@link ChainUnavailableError} when the node does not answer.
 * @example
 * const committee = readProposalCommittee(description)
 * const { keys } = await readSecretRules({ provider, governor, committee, optionCount: 2 })
 */
export async function readSecretRules(parameters: ReadSecretRulesParameters): Promise<SecretRules> {
  const { provider, governor, committee, optionCount, fromBlock = 0 } = parameters
  return readChain(parameters, async (reader) => {
    try {
      const contract = PersonhoodGovernor__factory.connect(governor, provider)
      const address = await reader.call(() => contract.secretBallotBox())
      const box = SecretBallotBox__factory.connect(address, provider)
      const registry = await reader.call(() => box.committees())
      const found = await findCommittee(reader, { registry, committee, fromBlock })
      const block = await reader.ask((node) => node.getBlockNumber())
      const { ballot } = await readCircuitKeys(reader, { box, optionCount, block })
      return {
        box: address.toLowerCase(),
        committee: found,
        keys: deriveCommitteeKeys(found),
        ballotKey: ballot,
      }
    } catch (error) {
      throw isForeignAnswer(error) ? createGovernorUnknown(governor, error) : error
    }
  })
}
