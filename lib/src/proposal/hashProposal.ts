import { AbiCoder, keccak256, toUtf8Bytes } from 'ethers'

/** What {@link hashProposal} takes: a proposal as its event tells of it. */
export type HashProposalParameters = {
  readonly calls: readonly {
    readonly target: string
    /** In wei. */
    readonly value: bigint
    /** `0x` and hex digits. */
    readonly calldata: string
  }[]
  /** The whole description, with the layout that the governor appends: text, or its bytes. */
  readonly description: string | Uint8Array
}

/**
 * Returns a proposal's id, as `hashProposal` of OpenZeppelin's Governor does:
 * `uint256(keccak256(abi.encode(targets, values, calldatas, keccak256(description))))`.
 * @example
 * hashProposal({ calls: [{ target: treasury, value: 0n, calldata: '0x' }], description: 'A garden' })
 */
export function hashProposal({ calls, description }: HashProposalParameters): bigint {
  const bytes = typeof description === 'string' ? toUtf8Bytes(description) : description
  const encoded = AbiCoder.defaultAbiCoder().encode(
    ['address[]', 'uint256[]', 'bytes[]', 'bytes32'],
    [
      calls.map(({ target }) => target),
      calls.map(({ value }) => value),
      calls.map(({ calldata }) => calldata),
      keccak256(bytes),
    ],
  )
  return BigInt(keccak256(encoded))
}
