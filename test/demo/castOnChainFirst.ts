import { toContractBallot } from '@psephos/lib'
import type { TransactionReceipt } from 'ethers'
import type { CastBallots } from './castBallots.ts'
import type { Election } from './Election.ts'
import type { PublishedProposal } from './publishProposal.ts'
import { waitUntil } from './waitUntil.ts'

/** How the ballots came on-chain. */
export interface Settlement {
  readonly settledInBatch: number
  readonly direct: number
  readonly skipped: number
}

const BALLOT_GAS = 2_000_000n
const HIGH_PRIORITY = 50_000_000_000n

/**
 * Lets voting near its end, so that the relay sends its batch, and while that waits to be mined has the last person cast
 * their own ballot directly, ahead of it: what would stop a relay whose batch could not pass over a ballot.
 */
export async function castOnChainFirst(
  election: Election,
  proposal: PublishedProposal,
  { latest }: CastBallots,
  settleBeforeClose: number,
  onProgress: (done: number, total: number) => void,
): Promise<Settlement> {
  const { chain, governor, client, account, checks } = election
  const ballot = latest.at(-1)
  if (ballot === undefined) throw new Error('Nobody has voted.')

  await chain.send('evm_setAutomine', [false])
  await election.moveClockTo(proposal.open.deadline - settleBeforeClose + 60)
  const batch = await waitUntil('the relay sends its batch', () => readPendingTransaction(election))
  const { maxFeePerGas } = await chain.getFeeData()
  const direct = await governor
    .connect(account)
    .castBallot(proposal.id, toContractBallot({ ballot, replacedWords: [] }), {
      gasLimit: BALLOT_GAS,
      maxPriorityFeePerGas: HIGH_PRIORITY,
      maxFeePerGas: (maxFeePerGas ?? 0n) + HIGH_PRIORITY,
    })
  await chain.send('evm_mine', [])
  await chain.send('evm_setAutomine', [true])

  const directReceipt = await direct.wait()
  const batchReceipt = await waitUntil('the batch is mined', () =>
    chain.getTransactionReceipt(batch),
  )
  // The relay looks for its transaction when a new block comes; it may have missed the one that holds it.
  await chain.send('evm_mine', [])
  checks.expect(directReceipt?.status === 1, 'the ballot that was cast directly counts')
  checks.expect(batchReceipt.status === 1, 'the batch does not revert')
  const settled = countBallotEvents(election, batchReceipt)

  for (const [index, each] of latest.entries()) {
    const { nullifier } = each.proof
    const status = await waitUntil('the server knows that a ballot is counted', async () => {
      const answer = await client.getBallotStatus({ proposal: proposal.id, nullifier })
      return answer.status === 'counted' && answer
    })
    checks.expect(status.revision === each.revision, 'the latest revision is the one that counts')
    onProgress(index + 1, latest.length)
  }
  return {
    settledInBatch: settled.counted,
    direct: directReceipt === null ? 0 : countBallotEvents(election, directReceipt).counted,
    skipped: settled.skipped,
  }
}

/** The hash of the one transaction that waits to be mined: only the relay sends any now. */
async function readPendingTransaction({ chain }: Election): Promise<string | undefined> {
  const block: { transactions: string[] } | null = await chain.send('eth_getBlockByNumber', [
    'pending',
    false,
  ])
  return block?.transactions[0]
}

function countBallotEvents(
  { governor }: Election,
  { logs }: TransactionReceipt,
): { counted: number; skipped: number } {
  const names = logs.map((log) => governor.interface.parseLog(log)?.name)
  return {
    counted: names.filter((name) => name === 'BallotCast' || name === 'BallotReplaced').length,
    skipped: names.filter((name) => name === 'BallotSkipped').length,
  }
}
