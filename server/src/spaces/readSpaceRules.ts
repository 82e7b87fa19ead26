import { TimelockController__factory, type WireSpace, type WireSpaceRules } from '@psephos/lib'
import { isError } from 'ethers'
import type { Chain } from '../chain/connectChain.ts'

/** What {@link readSpaceRules} takes. */
export interface ReadSpaceRulesParameters {
  readonly chain: Pick<Chain, 'provider' | 'governor' | 'group'>
  readonly space: Pick<WireSpace, 'governor' | 'group' | 'timelock'>
}

/** Returns by which rules a DAO decides now, and who may propose, as its contracts say. */
export async function readSpaceRules({
  chain,
  space,
}: ReadSpaceRulesParameters): Promise<WireSpaceRules> {
  const governor = chain.governor(space)
  const timelock = TimelockController__factory.connect(space.timelock, chain.provider)
  const [delay, period, numerator, denominator, credits, memberProposals, executionDelay] =
    await Promise.all([
      governor.votingDelay(),
      governor.votingPeriod(),
      governor['quorumNumerator()'](),
      governor.quorumDenominator(),
      governor.defaultVoiceCredits(),
      readMemberProposals({ chain, space }),
      orNull(timelock.getMinDelay()),
    ])
  return {
    votingDelay: Number(delay),
    votingPeriod: Number(period),
    executionDelay: executionDelay === null ? null : Number(executionDelay),
    quorum: { numerator: Number(numerator), denominator: Number(denominator) },
    defaultVoiceCredits: Number(credits),
    memberProposals,
    secretBallots: null,
  }
}

async function readMemberProposals({
  chain,
  space,
}: ReadSpaceRulesParameters): Promise<WireSpaceRules['memberProposals']> {
  const governor = chain.governor(space)
  // A governor of another composition lets addresses propose.
  const limit = Number((await orNull(governor.memberProposalLimit())) ?? 0n)
  if (limit === 0) return null
  const [epoch, epochDuration] = await Promise.all([
    governor.proposalEpoch(),
    governor.proposalEpochDuration(),
  ])
  const [root, depth, size] =
    epoch === 0n ? [0n, 0n, 0n] : await chain.group(space).getPastGroup(epoch - 1n)
  return {
    limit,
    epochDuration: Number(epochDuration),
    epoch: Number(epoch),
    group: root === 0n ? null : { root, size: Number(size), proofDepth: Number(depth) },
  }
}

/** Null where the contract has no such function: a Safe is no timelock. */
async function orNull(answer: Promise<bigint>): Promise<bigint | null> {
  try {
    return await answer
  } catch (error) {
    if (isError(error, 'CALL_EXCEPTION') || isError(error, 'BAD_DATA')) return null
    throw error
  }
}
