import { decodeRevert, type SecretBallotBox } from '@psephos/lib'
import { type ContractTransaction, isError } from 'ethers'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, Proposal } from '../generated/prisma/client.ts'
import { AlreadyCarriedError, type DecryptionPurpose, type Outbox } from './Outbox.ts'

/** What {@link sendBoxCall} takes. */
export interface SendBoxCallParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly outbox: Outbox
  readonly box: SecretBallotBox
  readonly proposal: Pick<Proposal, 'spaceId' | 'id'>
  readonly purpose: DecryptionPurpose
  /** Its name: of all that wait, one has it. */
  readonly claim: string
  readonly call: ContractTransaction
}

/** The first pause after a transaction that made no difference, in milliseconds; each further one doubles it. */
const COSTLY_PAUSE = 60_000
const MOST_DOUBLINGS = 10
/** How many transactions of a purpose a proposal takes when all goes well. */
const EXPECTED = { close: 0, finalise: 0, share: 16 }
/** The part of the estimate that may be used besides: others write to the same contracts. */
const SPARE = 10n
/** The most gas that one transaction may have on chains with EIP-7825. */
const TRANSACTION_CAP = 2n ** 24n

/**
 * Sends a call of the ballot box, unless a pending transaction carries it. Returns null when it is on its way, or the name of what speaks
 * against it: the contract's error, or `COSTLY` when that was paid for and made no difference, so that a contract of somebody's own making
 * has it paid for ever more rarely.
 * @throws {@link RelayPausedError} when it may not be paid for now.
 */
export async function sendBoxCall({
  prisma,
  chain,
  outbox,
  box,
  proposal: { spaceId, id: proposalId },
  purpose,
  claim,
  call,
}: SendBoxCallParameters): Promise<string | null> {
  const where = { spaceId, proposalId, purpose }
  if ((await prisma.relayClaim.findUnique({ where: { key: claim } })) !== null) return null
  if (await isCostly(prisma, where)) return 'COSTLY'
  const { to, data } = call
  try {
    const estimate = await chain.provider.estimateGas({ from: outbox.account, to, data })
    const wanted = estimate + estimate / SPARE
    // A node whose chain has the cap gives no estimate beyond it.
    const isCapped = estimate <= TRANSACTION_CAP && wanted > TRANSACTION_CAP
    const gasLimit = isCapped ? TRANSACTION_CAP : wanted
    await outbox.send({ ...where, carries: [claim], to, data, gasLimit })
    return null
  } catch (error) {
    // Another process has it in hand.
    if (error instanceof AlreadyCarriedError) return null
    if (!isError(error, 'CALL_EXCEPTION')) throw error
    const own = error.data === null ? null : box.interface.parseError(error.data)
    return own?.name ?? decodeRevert(error)?.code ?? 'CALL_FAILED'
  }
}

async function isCostly(
  prisma: PrismaClient,
  where: { spaceId: string; proposalId: string; purpose: DecryptionPurpose },
): Promise<boolean> {
  const ended = await prisma.relayTransaction.findMany({
    where: { ...where, state: { not: 'PENDING' } },
    orderBy: { endedAt: 'desc' },
    select: { endedAt: true },
  })
  const unexpected = ended.length - EXPECTED[where.purpose]
  if (unexpected <= 0) return false
  const pause = COSTLY_PAUSE * 2 ** Math.min(unexpected, MOST_DOUBLINGS)
  return Date.now() < (ended[0]?.endedAt?.getTime() ?? 0) + pause
}
