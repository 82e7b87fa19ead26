import { decodeRevert, type WireSpace } from '@psephos/lib'
import type { ContractTransactionReceipt } from 'ethers'
import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import type { Ballot, PrismaClient } from '../generated/prisma/client.ts'
import type { TransactionQueue } from './createTransactionQueue.ts'
import { type ContractBallot, toStoredContractBallot } from './toStoredContractBallot.ts'

/** What {@link settleBallots} takes. */
export interface SettleBallotsParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly queue: TransactionQueue
  readonly logger: Logger
  readonly space: WireSpace
  readonly proposalId: string
  /** At least one. */
  readonly ballots: readonly Ballot[]
}

/** A batch that is ready to send. */
interface Batch extends SettleBallotsParameters {
  readonly structs: readonly ContractBallot[]
}

/**
 * Brings ballots on-chain in one transaction and returns once it is mined. The governor skips those that are counted
 * already. If the node says that the batch would revert, it is halved until the ballot at fault stands alone, which is
 * then marked with why and not tried again: one bad ballot must not silence the others.
 */
export async function settleBallots(parameters: SettleBallotsParameters): Promise<void> {
  const counted = await readCountedWords(parameters)
  const structs = parameters.ballots.map((ballot) =>
    toStoredContractBallot({ ballot, replacedWords: counted.get(ballot.nullifier) ?? [] }),
  )
  await settleBatch({ ...parameters, structs })
}

async function settleBatch(batch: Batch): Promise<void> {
  const { chain, queue, space, proposalId, ballots, structs, logger, prisma } = batch
  const governor = chain.governor(space).connect(queue.signer)
  try {
    const transaction = await queue.run(() => governor.castBallots(proposalId, [...structs]))
    await markTransaction(batch, transaction.hash)
    logger.info({ proposalId, ballots: ballots.length, transaction: transaction.hash }, 'settling')
    const receipt = await transaction.wait()
    logger.info({ proposalId, ...summarise(receipt) }, 'settled')
  } catch (error) {
    const refusal = decodeRevert(error)
    if (refusal === null) throw error
    const [only, ...others] = ballots
    if (only === undefined) return
    if (others.length === 0) {
      logger.warn({ proposalId, code: refusal.code }, 'the governor refuses a ballot')
      const { spaceId, nullifier, revision } = only
      await prisma.ballot.updateMany({
        where: { spaceId, proposalId, nullifier, revision },
        data: { refusal: refusal.code },
      })
      return
    }
    const half = Math.ceil(ballots.length / 2)
    await settleBatch({
      ...batch,
      ballots: ballots.slice(0, half),
      structs: structs.slice(0, half),
    })
    await settleBatch({ ...batch, ballots: ballots.slice(half), structs: structs.slice(half) })
  }
}

async function readCountedWords({
  prisma,
  space,
  proposalId,
  ballots,
}: SettleBallotsParameters): Promise<Map<string, bigint[]>> {
  const rows = await prisma.countedBallot.findMany({
    where: {
      spaceId: space.id,
      proposalId,
      nullifier: { in: ballots.map((each) => each.nullifier) },
    },
  })
  return new Map(rows.map(({ nullifier, words }) => [nullifier, words.map(BigInt)]))
}

/** Only the revision that was sent: a later one may have taken the row meanwhile. */
async function markTransaction({ prisma, ballots }: Batch, transaction: string): Promise<void> {
  await prisma.$transaction(
    ballots.map(({ spaceId, proposalId, nullifier, revision }) =>
      prisma.ballot.updateMany({
        where: { spaceId, proposalId, nullifier, revision },
        data: { transaction },
      }),
    ),
  )
}

function summarise(
  receipt: ContractTransactionReceipt | null,
): { block: number; gas: string } | null {
  return receipt && { block: receipt.blockNumber, gas: String(receipt.gasUsed) }
}
