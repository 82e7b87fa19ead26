import {
  ChainRevertedError,
  ChainUnavailableError,
  type Commitment,
  PersonAlreadyEnrolledError,
  type WireEnrolment,
  type WireSpace,
  type WorldIdCredential,
  type WorldIdResult,
} from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import { nameChainFailure } from '../chain/nameChainFailure.ts'
import type { PrismaClient, RelayTransaction } from '../generated/prisma/client.ts'
import type { Turns } from '../relay/createTurns.ts'
import { AlreadyCarriedError, type Outbox, toEnrolmentClaim } from '../relay/Outbox.ts'
import { bindAnswer, readAnswer } from './acceptAnswer.ts'
import { type PreparedEnrolment, prepareEnrolment } from './prepareEnrolment.ts'

/** What {@link enrolPerson} takes. */
export interface EnrolPersonParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly outbox: Outbox
  /** The enrolments of one person take turns, so that a person's second one is not paid for. */
  readonly turns: Turns
  readonly space: WireSpace
  readonly commitment: Commitment
  readonly result: WorldIdResult
}

/** How long an enrolment may take to be mined, in milliseconds. */
export const MINING_TIMEOUT = 120_000

/**
 * Enrols the person whom a World ID result proves and returns once it is mined. Saying the same
 * again is answered as done, and a failure on the way can be retried with the same result: World ID
 * discloses a person's nullifier only once.
 * @throws what {@link readAnswer} and {@link bindAnswer} throw, {@link PersonAlreadyEnrolledError}, and
 * what the group's contract refuses.
 */
export async function enrolPerson(parameters: EnrolPersonParameters): Promise<WireEnrolment> {
  const { prisma, chain, turns, space } = parameters
  const answer = await readAnswer(parameters)
  const { person, credential } = answer
  const done = await readEnrolment({ ...parameters, person })
  if (done !== null) return done
  await bindAnswer(prisma, answer)

  try {
    return await turns.run(`${space.id}/${person}`, () =>
      sendOnce({ ...parameters, person, credential }),
    )
  } catch (error) {
    throw nameChainFailure(error, chain.chainId)
  }
}

/** Another request of the same person may have been mined while this one waited for its turn. */
async function sendOnce(
  parameters: EnrolPersonParameters & { person: bigint; credential: WorldIdCredential },
): Promise<WireEnrolment> {
  const { chain, outbox, space, commitment, credential } = parameters
  const done = await readEnrolment(parameters)
  if (done !== null) return done
  const group = chain.group(space)
  const { account: from } = outbox
  const call = await prepareEnrolment({ group, from, commitment, credential })
  const sent = await send(parameters, call)
  const ended = sent === null ? null : await outbox.wait(sent.id, MINING_TIMEOUT)
  // It goes on without us; who asks again later finds it done, or waits on.
  if (ended?.state === 'PENDING') throw new ChainUnavailableError({ chainId: chain.chainId })
  const enrolment = await readEnrolment(parameters)
  if (enrolment === null) {
    // Says why, if there is still a reason.
    await prepareEnrolment({ group, from, commitment, credential })
    throw new ChainRevertedError({ reason: 'the enrolment was mined without effect' })
  }
  return { ...enrolment, transaction: ended?.minedHash ?? null, alreadyEnrolled: false }
}

/** Another process may have sent it meanwhile: then that one is waited for; null if it has ended. */
async function send(
  { prisma, outbox, space, person }: EnrolPersonParameters & { person: bigint },
  call: PreparedEnrolment,
): Promise<Pick<RelayTransaction, 'id'> | null> {
  const key = toEnrolmentClaim(space.id, person)
  const carries = [key]
  const held = await prisma.relayClaim.findUnique({ where: { key } })
  if (held !== null) return { id: held.transactionId }
  try {
    return await outbox.send({
      spaceId: space.id,
      purpose: 'enrolment',
      proposalId: null,
      carries,
      ...call,
    })
  } catch (error) {
    if (!(error instanceof AlreadyCarriedError)) throw error
    const taken = await prisma.relayClaim.findUnique({ where: { key } })
    return taken && { id: taken.transactionId }
  }
}

/**
 * @throws {@link PersonAlreadyEnrolledError} when the person stands in the group with another
 * commitment.
 */
async function readEnrolment({
  chain,
  space,
  commitment,
  person,
}: EnrolPersonParameters & { person: bigint }): Promise<WireEnrolment | null> {
  const group = chain.group(space)
  const enrolled = await group.commitmentOf(person)
  if (enrolled === 0n) return null
  if (enrolled !== commitment) throw new PersonAlreadyEnrolledError()
  const index = Number(await group.indexOf(commitment))
  return { commitment, index, transaction: null, alreadyEnrolled: true }
}
