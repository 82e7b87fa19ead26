import { type ContractBallot, decodeRevert, type ErrorCode, type WireSpace } from '@psephos/lib'
import { type ContractTransactionReceipt, type ContractTransactionResponse, isError } from 'ethers'
import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import type { Ballot, PrismaClient } from '../generated/prisma/client.ts'
import type { TransactionQueue } from './createTransactionQueue.ts'
import { sendBallots } from './sendBallots.ts'
import { toStoredContractBallot } from './toStoredContractBallot.ts'

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

/** The errors with which the governor refuses one ballot, whatever else is in the batch. */
const BALLOT_FAULTS: readonly ErrorCode[] = [
  'BALLOT_BATCH_PROOF_INVALID',
  'BALLOT_MALFORMED',
  'BALLOT_PROOF_INVALID',
  'FIELD_ELEMENT_OUT_OF_RANGE',
  'VOICE_CREDITS_EXCEEDED',
]

/** How long a batch may take to be mined before other work goes on, in milliseconds. */
const MINING_TIMEOUT = 60_000

/**
 * Brings ballots on-chain in one transaction and returns once it is mined, or left to be. The
 * governor skips those that are counted already. If the node says that the batch would revert, or
 * is too large, it is halved until the ballot at fault stands alone; if the governor refuses that
 * one for its own sake, it is marked with why and not tried again: one bad ballot must not silence
 * the others, nor a failing node any.
 */
export async function settleBallots(parameters: SettleBallotsParameters): Promise<void> {
  if (await hasPendingTransaction(parameters)) return
  const counted = await readCountedWords(parameters)
  const structs = parameters.ballots.map((ballot) =>
    toStoredContractBallot({ ballot, replacedWords: counted.get(ballot.nullifier) ?? [] }),
  )
  await settleBatch({ ...parameters, structs })
}

/** A batch that waits to be mined is not paid for twice. */
async function hasPendingTransaction({
  chain,
  ballots,
}: SettleBallotsParameters): Promise<boolean> {
  const hashes = new Set(ballots.flatMap(({ transaction }) => transaction ?? []))
  for (const hash of hashes) {
    const transaction = await chain.provider.getTransaction(hash)
    if (transaction !== null && transaction.blockNumber === null) return true
  }
  return false
}

async function settleBatch(batch: Batch): Promise<void> {
  const { queue, proposalId, ballots, logger } = batch
  try {
    const transaction = await queue.run(() => sendBatch(batch))
    await markTransaction(batch, transaction.hash)
    logger.info({ proposalId, ballots: ballots.length, transaction: transaction.hash }, 'settling')
    const receipt = await transaction.wait(1, MINING_TIMEOUT)
    logger.info({ proposalId, ...summarise(receipt) }, 'settled')
  } catch (error) {
    if (isError(error, 'TIMEOUT')) {
      logger.warn({ proposalId }, 'a batch is not mined yet')
      return
    }
    const refusal = findRefusal(error)
    if (refusal === undefined) throw error
    if (ballots.length === 1) await refuse(batch, refusal)
    else await settleHalves(batch)
  }
}

function sendBatch({
  chain,
  queue,
  space,
  proposalId,
  ballots,
  structs,
}: Batch): Promise<ContractTransactionResponse> {
  const governor = chain.governor(space).connect(queue.signer)
  const optionCount = ballots[0]?.votes.length ?? 0
  return sendBallots({ governor, proposalId, structs, optionCount })
}

/**
 * Returns why a batch cannot be sent if a smaller one may be: the code with which the governor
 * refuses a ballot, or null when the node only says that it fails, as it does of batches beyond its
 * gas limit.
 */
function findRefusal(error: unknown): ErrorCode | null | undefined {
  // One that was mined and reverted has cost money: it is looked at anew in the next round.
  if (!isError(error, 'CALL_EXCEPTION') || error.receipt != null) return undefined
  if (error.data === null || error.data === '0x') return null
  const code = decodeRevert(error)?.code
  return code !== undefined && BALLOT_FAULTS.includes(code) ? code : undefined
}

async function refuse(
  { prisma, proposalId, ballots, logger }: Batch,
  refusal: ErrorCode | null,
): Promise<void> {
  logger.warn({ proposalId, code: refusal }, 'a ballot cannot be settled')
  const [ballot] = ballots
  if (ballot === undefined || refusal === null) return
  const { spaceId, nullifier, revision } = ballot
  const where = { spaceId, proposalId, nullifier, revision }
  await prisma.ballot.updateMany({ where, data: { refusal } })
}

async function settleHalves(batch: Batch): Promise<void> {
  const { ballots, structs } = batch
  const half = Math.ceil(ballots.length / 2)
  await settleBatch({ ...batch, ballots: ballots.slice(0, half), structs: structs.slice(0, half) })
  await settleBatch({ ...batch, ballots: ballots.slice(half), structs: structs.slice(half) })
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
