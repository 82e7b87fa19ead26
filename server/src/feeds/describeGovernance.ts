import type { Chain } from '../chain/connectChain.ts'
import type { Space } from '../generated/prisma/client.ts'

/** What {@link describeGovernance} takes. */
export interface DescribeGovernanceParameters {
  readonly chain: Chain
  readonly space: Pick<Space, 'chainId' | 'governor' | 'group' | 'timelock'>
}

/** Returns in Markdown what membership means and how proposals work, as ERC-4824 wants it. */
export async function describeGovernance({
  chain,
  space,
}: DescribeGovernanceParameters): Promise<string> {
  const governor = chain.governor(space)
  const [delay, period, quorum, denominator] = await Promise.all([
    governor.votingDelay(),
    governor.votingPeriod(),
    governor['quorumNumerator()'](),
    governor.quorumDenominator(),
  ])
  // A governor of another make may divide by nothing.
  const percent = denominator === 0n ? 0 : Number((quorum * 10_000n) / denominator) / 100
  return `# Governance

One human, one anonymous ballot. Votes are quadratic: each costs its square from equal voice credits,
and may be for or against.

- **Members** are unique people. Each is a commitment in the group \`${space.group}\`; which ballot is
  whose cannot be told.
- **Proposals** open for voting ${delay} seconds after they are published, and close ${period}
  seconds later. Who is in the group when voting opens may vote, and may change the ballot until it
  closes.
- **An option passes** when it has more votes for than against and at least ${percent} % of the
  group's members voted; a proposal may limit how many options pass.
- **What passes** is run by the timelock \`${space.timelock}\`, by nobody else's leave.

The rules are those of the contract \`${space.governor}\` on chain ${space.chainId}, whatever this
page says.
`
}
