import { decodeRevert, type ErrorCode, type WireSpace } from '@psephos/lib'
import { type BlockTag, isError } from 'ethers'
import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import type { Ballot, PrismaClient } from '../generated/prisma/client.ts'
import { type BallotTarget, findBallotTarget } from './findBallotTarget.ts'
import type { NewBallot } from './NewBallot.ts'
import { AlreadyCarriedError, type Outbox, toBallotClaim } from './Outbox.ts'
import { prepareBallots } from './prepareBallots.ts'
import { readNewBallots } from './readNewBallots.ts'

/** What {@link settleBallots} takes. */
export interface SettleBallotsParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly outbox: Outbox
  readonly logger: Logger
  readonly space: WireSpace
  readonly proposalId: string
  /** At least one. */
  readonly ballots: readonly Ballot[]
  /**
   * As of which block the governor is asked what it counts already: `pending`, so that what another
   * relay has just sent is not paid for twice; `latest` when time is too short to rely on others.
   */
  readonly block?: BlockTag
}

/** A batch that is ready to send. */
interface Batch extends Omit<SettleBallotsParameters, 'ballots'> {
  readonly target: BallotTarget
  readonly ballots: readonly NewBallot[]
}

/** The errors with which the governor, or the ballot box, refuses one ballot, whatever else is in the batch. */
const BALLOT_FAULTS: readonly ErrorCode[] = [
  'BALLOT_BATCH_PROOF_INVALID',
  'BALLOT_MALFORMED',
  'BALLOT_PROOF_INVALID',
  'FIELD_ELEMENT_OUT_OF_RANGE',
  'VOICE_CREDITS_EXCEEDED',
]

/**
 * Sends ballots on-chain in one transaction, to the governor or, secret ones, to its ballot box, and
 * does not wait for it to be mined. What is counted there already is left out; what comes to be counted
 * meanwhile is skipped there. If the node says that the
 * batch would revert, or is too large, it is halved until the ballot at fault stands alone; if the
 * governor refuses that one for its own sake, it is marked with why and not tried again: one bad
 * ballot must not silence the others, nor a failing node any.
 * @throws {@link RelayPausedError} when nothing may be paid for now; the ballots wait.
 */
export async function settleBallots(parameters: SettleBallotsParameters): Promise<void> {
  const { block = 'pending' } = parameters
  const [ballot] = parameters.ballots
  if (ballot === undefined) return
  const target = await findBallotTarget({ ...parameters, ballot })
  const ballots = await readNewBallots({ ...parameters, target, block })
  if (ballots.length > 0) await settleBatch({ ...parameters, target, ballots })
}

async function settleBatch(batch: Batch): Promise<void> {
  const { chain, outbox, space, proposalId, target, ballots } = batch
  const { account } = outbox
  try {
    const call = await prepareBallots({ chain, target, account, ballots })
    const carries = ballots.map(({ ballot }) => toBallotClaim(ballot))
    await outbox.send({ spaceId: space.id, purpose: 'ballots', proposalId, carries, ...call })
  } catch (error) {
    // Another process has it in hand.
    if (error instanceof AlreadyCarriedError) return
    const refusal = findRefusal(error)
    if (refusal === undefined) throw error
    if (ballots.length === 1) await refuse(batch, refusal)
    else await settleHalves(batch)
  }
}

/**
 * Returns why a batch cannot be sent if a smaller one may be: the code with which the contract
 * refuses a ballot, or null when the node only says that it fails, as it does of batches beyond its
 * gas limit.
 */
function findRefusal(error: unknown): ErrorCode | null | undefined {
  if (!isError(error, 'CALL_EXCEPTION')) return undefined
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
  const { spaceId, nullifier, revision } = ballot.ballot
  const where = { spaceId, proposalId, nullifier, revision }
  await prisma.ballot.updateMany({ where, data: { refusal } })
}

async function settleHalves(batch: Batch): Promise<void> {
  const { ballots } = batch
  const half = Math.ceil(ballots.length / 2)
  await settleBatch({ ...batch, ballots: ballots.slice(0, half) })
  await settleBatch({ ...batch, ballots: ballots.slice(half) })
}
