import { AbiCoder, keccak256 } from 'ethers'
import { type Scope, toScope } from '../ballot/Scope.ts'

/** What {@link memberProposalScope} takes. */
export type MemberProposalScopeParameters = {
  /** The EIP-155 id of the governor's chain. */
  chainId: number | bigint
  /** The governor's address. */
  governor: string
  /** The timepoint (seconds) at which the epoch began, as `proposalEpoch` of the governor says it. */
  epoch: number | bigint
  /** Which of the member's proposals of the epoch it is, from 0 to 254. */
  slot: number
}

/**
 * Returns the scope of a member's proposal, one for each slot of an epoch, so that nobody can tell
 * that two proposals come from the same person:
 * `uint256(keccak256(abi.encode("psephos.proposal.v1", chainId, governor, epoch, slot)))`.
 * @example
 * memberProposalScope({ chainId: 1, governor, epoch: 1_800_000_000, slot: 0 })
 */
export function memberProposalScope({
  chainId,
  governor,
  epoch,
  slot,
}: MemberProposalScopeParameters): Scope {
  const encoded = AbiCoder.defaultAbiCoder().encode(
    ['string', 'uint256', 'address', 'uint256', 'uint8'],
    ['psephos.proposal.v1', chainId, governor, epoch, slot],
  )
  return toScope(BigInt(keccak256(encoded)))
}
