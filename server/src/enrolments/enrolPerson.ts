import {
  type Commitment,
  decodeRevert,
  PersonAlreadyEnrolledError,
  verifyWorldIdResult,
  type WireEnrolment,
  type WireSpace,
  WorldIdRequestExpiredError,
  WorldIdRequestSpentError,
  WorldIdRequestUnknownError,
  type WorldIdResult,
  WorldIdResultMismatchError,
} from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, WorldIdRequest } from '../generated/prisma/client.ts'
import type { TransactionQueue } from '../relay/createTransactionQueue.ts'
import { sendEnrolment } from './sendEnrolment.ts'

/** What {@link enrolPerson} takes. */
export interface EnrolPersonParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly queue: TransactionQueue
  readonly space: WireSpace
  readonly commitment: Commitment
  readonly result: WorldIdResult
}

/** World ID's number for "proof of human". */
const PROOF_OF_HUMAN = 1

/**
 * Enrols the person whom a World ID result proves and returns once it is mined. Saying the same again is answered as
 * done, and a failure on the way can be retried with the same result: World ID discloses a person's nullifier only once.
 * @throws {@link WorldIdRequestUnknownError}, {@link WorldIdRequestExpiredError}, {@link WorldIdRequestSpentError},
 * {@link WorldIdResultMismatchError}, {@link PersonAlreadyEnrolledError} and what the group's contract refuses.
 */
export async function enrolPerson(parameters: EnrolPersonParameters): Promise<WireEnrolment> {
  const { chain, queue, space, commitment, result } = parameters
  const request = await findRequest(parameters)
  const credential = verifyWorldIdResult({
    request: {
      nonce: request.nonce,
      action: request.action,
      signal: request.signal,
      environment: request.environment === 'production' ? 'production' : 'staging',
    },
    result,
    issuerSchemaId: PROOF_OF_HUMAN,
  })
  const person = credential.nullifier
  const group = chain.group(space)

  const done = await readEnrolment({ ...parameters, person })
  if (done !== null) return done
  if (request.expiresAt.getTime() < Date.now()) {
    throw new WorldIdRequestExpiredError({
      expiredAt: Math.floor(request.expiresAt.getTime() / 1_000),
    })
  }
  await bindRequest(parameters.prisma, request.nonce, person)

  try {
    const sent = await queue.run(async () => {
      // Another request of the same person may have been sent while this one waited: it is not paid for twice.
      if ((await group.commitmentOf(person)) !== 0n) return null
      return sendEnrolment({ group: group.connect(queue.signer), commitment, credential })
    })
    const receipt = await sent?.wait()
    const enrolment = await readEnrolment({ ...parameters, person })
    if (enrolment === null) throw new Error('The enrolment was mined without effect.')
    return { ...enrolment, transaction: receipt?.hash ?? null, alreadyEnrolled: sent === null }
  } catch (error) {
    throw decodeRevert(error) ?? error
  }
}

async function findRequest({
  prisma,
  space,
  commitment,
  result,
}: EnrolPersonParameters): Promise<WorldIdRequest> {
  const request = await prisma.worldIdRequest.findUnique({ where: { nonce: result.nonce } })
  if (request === null || request.spaceId !== space.id) throw new WorldIdRequestUnknownError()
  if (request.commitment !== String(commitment)) {
    throw new WorldIdResultMismatchError({ field: 'signal_hash' })
  }
  return request
}

/** The first person to answer a request has it: one statement, so two at once cannot both. */
async function bindRequest(prisma: PrismaClient, nonce: string, person: bigint): Promise<void> {
  const { count } = await prisma.worldIdRequest.updateMany({
    where: { nonce, OR: [{ person: null }, { person: String(person) }] },
    data: { person: String(person) },
  })
  if (count === 0) throw new WorldIdRequestSpentError()
}

/** @throws {@link PersonAlreadyEnrolledError} when the person stands in the group with another commitment. */
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
