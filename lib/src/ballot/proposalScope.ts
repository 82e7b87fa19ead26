import { AbiCoder, keccak256 } from 'ethers'
import { type Scope, toScope } from './Scope.ts'

/** What {@link proposalScope} takes. */
export type ProposalScopeParameters = {
  /** The EIP-155 id of the governor's chain. */
  chainId: number | bigint
  /** The governor's address. */
  governor: string
  /** The proposal's id, as the governor derives it. */
  proposalId: bigint
}

/**
 * Returns the scope in which a proposal's ballots count, so that a proof for one proposal, governor
 * or chain is worth nothing on another:
 * `uint256(keccak256(abi.encode("psephos.ballot.v1", chainId, governor, proposalId)))`.
 * @example
 * const governor = '0x00000000000000000000000000000000000000aa'
 * proposalScope({ chainId: 1, governor, proposalId: 7n })
 * // 14909707283765876956666187094327094635002173291357880736934067207767471238567n
 */
export function proposalScope({ chainId, governor, proposalId }: ProposalScopeParameters): Scope {
  const encoded = AbiCoder.defaultAbiCoder().encode(
    ['string', 'uint256', 'address', 'uint256'],
    ['psephos.ballot.v1', chainId, governor, proposalId],
  )
  return toScope(BigInt(keccak256(encoded)))
}
