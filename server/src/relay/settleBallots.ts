import { type ContractBallot, decodeRevert, type ErrorCode, type WireSpace } from '@psephos/lib'
import { type BlockTag, isError } from 'ethers'
import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import type { Ballot, PrismaClient } from '../generated/prisma/client.ts'
import { AlreadyCarriedError, type Outbox, toBallotClaim } from './Outbox.ts'
import { prepareBallots } from './prepareBallots.ts'
import { readNewBallots } from './readNewBallots.ts'
import { toStoredContractBallot } from './toStoredContractBallot.ts'

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

/**
 * Sends ballots on-chain in one transaction and does not wait for it to be mined. What the governor
 * counts already is left out; what it comes to count meanwhile it skips. If the node says that the
 * batch would revert, or is too large, it is halved until the ballot at fault stands alone; if the
 * governor refuses that one for its own sake, it is marked with why and not tried again: one bad
 * ballot must not silence the others, nor a failing node any.
 * @throws {@link RelayPausedError} when nothing may be paid for now; the ballots wait.
 */
export async function settleBallots(parameters: SettleBallotsParameters): Promise<void> {
  const { block = 'pending' } = parameters
  const fresh = await readNewBallots({ ...parameters, block })
  if (fresh.length === 0) return
  await settleBatch({
    ...parameters,
    ballots: fresh.map(({ ballot }) => ballot),
    structs: fresh.map(toStoredContractBallot),
  })
}

async function settleBatch(batch: Batch): Promise<void> {
  const { chain, outbox, space, proposalId, ballots, structs } = batch
  const { account } = outbox
  const optionCount = ballots[0]?.votes.length ?? 0
  try {
    const call = await prepareBallots({ chain, space, account, proposalId, structs, optionCount })
    const carries = ballots.map(toBallotClaim)
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
 * Returns why a batch cannot be sent if a smaller one may be: the code with which the governor
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
