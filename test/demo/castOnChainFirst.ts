import type { BaseContract, Overrides, TransactionReceipt, TransactionResponse } from 'ethers'
import type { Election } from './Election.ts'
import type { PublishedProposal } from './publishProposal.ts'
import { SETTLE_BEFORE_CLOSE } from './runOnStack.ts'
import { waitUntil } from './waitUntil.ts'

/** How the ballots came on-chain. */
export interface Settlement {
  readonly settledInBatch: number
  readonly direct: number
  readonly skipped: number
}

const BALLOT_GAS = 2_000_000n
const HIGH_PRIORITY = 50_000_000_000n

/** What {@link castOnChainFirst} takes. */
export interface CastOnChainFirstParameters {
  readonly election: Election
  readonly proposal: PublishedProposal
  /** The ballot of each person that should count in the end. */
  readonly latest: readonly { readonly nullifier: bigint; readonly revision: number }[]
  /** Has the last of them cast without the server. */
  readonly castLast: (overrides: Overrides) => Promise<TransactionResponse>
  /** Who tells which ballots count, and by which events. */
  readonly events: {
    readonly contract: Pick<BaseContract, 'interface'>
    readonly counted: readonly string[]
    readonly skipped: string
  }
  readonly onProgress: (done: number, total: number) => void
}

/**
 * Lets voting near its end, so that the relay sends its batch, and while that waits to be mined has the last person cast
 * their own ballot directly, ahead of it: what would stop a relay whose batch could not pass over a ballot.
 */
export async function castOnChainFirst({
  election,
  proposal,
  latest,
  castLast,
  events,
  onProgress,
}: CastOnChainFirstParameters): Promise<Settlement> {
  const { chain, client, checks } = election
  await chain.send('evm_setAutomine', [false])
  await election.moveClockTo(proposal.open.deadline - SETTLE_BEFORE_CLOSE + 60)
  const batch = await waitUntil('the relay sends its batch', () => readPendingTransaction(election))
  const { maxFeePerGas } = await chain.getFeeData()
  const direct = await castLast({
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
  const settled = countBallotEvents(events, batchReceipt)

  for (const [index, { nullifier, revision }] of latest.entries()) {
    const status = await waitUntil('the server knows that a ballot is counted', async () => {
      const answer = await client.getBallotStatus({ proposal: proposal.id, nullifier })
      return answer.status === 'counted' && answer
    })
    checks.expect(status.revision === revision, 'the latest revision is the one that counts')
    onProgress(index + 1, latest.length)
  }
  return {
    settledInBatch: settled.counted,
    direct: directReceipt === null ? 0 : countBallotEvents(events, directReceipt).counted,
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
  { contract, counted, skipped }: CastOnChainFirstParameters['events'],
  { logs }: TransactionReceipt,
): { counted: number; skipped: number } {
  const names = logs.map((log) => contract.interface.parseLog(log)?.name ?? '')
  return {
    counted: names.filter((name) => counted.includes(name)).length,
    skipped: names.filter((name) => name === skipped).length,
  }
}
