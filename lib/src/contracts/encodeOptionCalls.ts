import { isAddress } from 'ethers'
import { MAX_OPTIONS } from '../ballot/ballotLimits.ts'
import { ProposalMalformedError } from '../errors/proposalErrors.ts'

/** A call that runs if its option passes. */
export interface OptionCall {
  readonly target: string
  /** In wei; 0 by default. */
  readonly value?: bigint
  /** `0x` and an even number of hex digits; empty by default. */
  readonly calldata?: string
}

/** What {@link encodeOptionCalls} takes. */
export interface EncodeOptionCallsParameters {
  /** For each option of the proposal, in order, the calls that run if it passes. */
  readonly options: readonly { readonly calls: readonly OptionCall[] }[]
}

/** The calls as `proposeOptions` of the governor takes them. */
export interface EncodedOptionCalls {
  readonly targets: string[]
  readonly values: bigint[]
  readonly calldatas: string[]
  /** For each call the option it belongs to: a part of the layout. */
  readonly callOptions: number[]
  /** How many options there are: another part of the layout. */
  readonly optionCount: number
}

const MAX_UINT256 = (1n << 256n) - 1n

/**
 * Returns the calls of a proposal's options in the form in which `proposeOptions` takes them.
 * @throws {@link ProposalMalformedError} when there are no options or more than 128, no call at all (a
 * governor refuses that), or a call that cannot be encoded.
 * @example
 * const { targets, values, calldatas, ...layout } = encodeOptionCalls({
 *   options: [{ calls: [{ target: garden, value: 10n ** 18n }] }, { calls: [] }],
 * })
 * await governor.proposeOptions(
 *   targets, values, calldatas, { ...layout, voiceCredits: 100, maxWinners: 1 }, description,
 * )
 */
export function encodeOptionCalls({ options }: EncodeOptionCallsParameters): EncodedOptionCalls {
  if (options.length < 1 || options.length > MAX_OPTIONS) {
    const reason = `it has ${options.length} options, not 1 to ${MAX_OPTIONS}`
    throw new ProposalMalformedError({ reason })
  }
  const calls = options.flatMap((option, index) => option.calls.map((call) => ({ index, ...call })))
  if (calls.length === 0) throw new ProposalMalformedError({ reason: 'no option has a call' })
  for (const [position, { target, value = 0n, calldata = '0x' }] of calls.entries()) {
    const reason = !isAddress(target)
      ? 'has no address to go to'
      : value < 0n || value > MAX_UINT256
        ? 'carries a value that does not fit 256 bits'
        : !/^0x([0-9a-fA-F]{2})*$/.test(calldata)
          ? 'has data that are not bytes in hex'
          : null
    if (reason !== null) throw new ProposalMalformedError({ reason: `call ${position} ${reason}` })
  }
  return {
    targets: calls.map(({ target }) => target.toLowerCase()),
    values: calls.map(({ value = 0n }) => value),
    calldatas: calls.map(({ calldata = '0x' }) => calldata),
    callOptions: calls.map(({ index }) => index),
    optionCount: options.length,
  }
}
