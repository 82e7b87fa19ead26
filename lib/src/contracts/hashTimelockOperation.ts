import { AbiCoder, keccak256, toBeHex, ZeroHash } from 'ethers'

/** What {@link hashTimelockOperation} takes. */
export interface HashTimelockOperationParameters {
  /** The governor's address. */
  readonly governor: string
  readonly proposalId: bigint
  /** The calls of the passing options, in the proposal's order. */
  readonly calls: readonly {
    readonly target: string
    /** In wei. */
    readonly value: bigint
    readonly calldata: string
  }[]
}

/**
 * Returns the salt of a proposal's operation: the governor's address in the first twenty bytes, all of it
 * combined with the proposal's id by exclusive or.
 */
export function timelockSalt({
  governor,
  proposalId,
}: Pick<HashTimelockOperationParameters, 'governor' | 'proposalId'>): string {
  return toBeHex((BigInt(governor) << 96n) ^ proposalId, 32)
}

/**
 * Returns the id under which a timelock keeps and executes a proposal's calls, as `hashOperationBatch` of
 * OpenZeppelin's `TimelockController` makes it for a governor with options. The id commits to every call.
 */
export function hashTimelockOperation({
  governor,
  proposalId,
  calls,
}: HashTimelockOperationParameters): string {
  const encoded = AbiCoder.defaultAbiCoder().encode(
    ['address[]', 'uint256[]', 'bytes[]', 'bytes32', 'bytes32'],
    [
      calls.map(({ target }) => target),
      calls.map(({ value }) => value),
      calls.map(({ calldata }) => calldata),
      ZeroHash,
      timelockSalt({ governor, proposalId }),
    ],
  )
  return keccak256(encoded)
}
