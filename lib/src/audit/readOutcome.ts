import type { ChainReader } from '../contracts/ChainReader.ts'
import type { PersonhoodGovernor } from '../generated/index.ts'
import { proposalStates } from '../wire/proposal.ts'
import type { Archive } from './wireArchive.ts'

/** What {@link readOutcome} takes; `snapshot` is past at `block`. */
export interface ReadOutcomeParameters {
  readonly contract: PersonhoodGovernor
  readonly proposalId: bigint
  readonly block: number
  readonly snapshot: number
}

/** Asks a governor how a proposal stands at the end of a block. */
export async function readOutcome(
  reader: ChainReader,
  { contract, proposalId, block, snapshot }: ReadOutcomeParameters,
): Promise<Archive['outcome']> {
  const at = { blockTag: block }
  const [state, deadline, electorate, numerator, denominator, quorum, tally, passing] =
    await Promise.all([
      reader.call(() => contract.state(proposalId, at)),
      reader.call(() => contract.proposalDeadline(proposalId, at)),
      reader.call(() => contract.proposalElectorate(proposalId, at)),
      reader.call(() => contract['quorumNumerator(uint256)'](snapshot, at)),
      reader.call(() => contract.quorumDenominator(at)),
      reader.call(() => contract.quorum(snapshot, at)),
      reader.call(() => contract.proposalTally(proposalId, at)),
      reader.call(() => contract.passingOptions(proposalId, at)),
    ])
  return {
    state: proposalStates[Number(state)] ?? 'pending',
    snapshot,
    deadline: Number(deadline),
    root: electorate.root,
    size: Number(electorate.size),
    proofDepth: Number(electorate.proofDepth),
    quorumNumerator: Number(numerator),
    quorumDenominator: Number(denominator),
    quorum: Number(quorum),
    voters: Number(tally.voters),
    options: tally.options.map(({ votesFor, votesAgainst, creditsSpent }) => ({
      votesFor,
      votesAgainst,
      creditsSpent,
    })),
    passing: [...passing],
  }
}
