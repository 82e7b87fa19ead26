import {
  type Commitment,
  verifyWorldIdResult,
  type WireSpace,
  type WorldIdCredential,
  WorldIdRequestExpiredError,
  WorldIdRequestSpentError,
  WorldIdRequestUnknownError,
  type WorldIdResult,
  WorldIdResultMismatchError,
} from '@psephos/lib'
import type { PrismaClient, WorldIdRequest } from '../generated/prisma/client.ts'

/** What {@link readAnswer} takes. */
export interface ReadAnswerParameters {
  readonly prisma: PrismaClient
  readonly space: WireSpace
  readonly commitment: Commitment
  readonly result: WorldIdResult
}

/** World ID's answer to a request of this server, and whom it is said to prove. */
export interface Answer {
  readonly request: WorldIdRequest
  /** World ID's nullifier. Whether the proof holds, only the group's issuer says. */
  readonly person: bigint
  readonly credential: WorldIdCredential
}

/** World ID's number for "proof of human". */
const PROOF_OF_HUMAN = 1

/**
 * Returns World ID's answer, held against the request that this server made for the commitment.
 * @throws {@link WorldIdRequestUnknownError} and {@link WorldIdResultMismatchError}.
 */
export async function readAnswer(parameters: ReadAnswerParameters): Promise<Answer> {
  const request = await findRequest(parameters)
  const credential = verifyWorldIdResult({
    request: {
      nonce: request.nonce,
      action: request.action,
      signal: request.signal,
      environment: request.environment === 'production' ? 'production' : 'staging',
    },
    result: parameters.result,
    issuerSchemaId: PROOF_OF_HUMAN,
  })
  return { request, person: credential.nullifier, credential }
}

async function findRequest({
  prisma,
  space,
  commitment,
  result,
}: ReadAnswerParameters): Promise<WorldIdRequest> {
  // What is no nonce is not looked for: PostgreSQL has no text with U+0000.
  const isNonce = /^[0-9a-zA-Z]{1,80}$/.test(result.nonce)
  const where = { nonce: result.nonce }
  const request = isNonce ? await prisma.worldIdRequest.findUnique({ where }) : null
  if (request === null || request.spaceId !== space.id) throw new WorldIdRequestUnknownError()
  if (request.commitment !== String(commitment)) {
    throw new WorldIdResultMismatchError({ field: 'signal_hash' })
  }
  return request
}

/**
 * Gives the request to the first person who answers it, in time. Who has answered in time may go on
 * later: the node may have been out of reach.
 * @throws {@link WorldIdRequestExpiredError} and {@link WorldIdRequestSpentError}.
 */
export async function bindAnswer(prisma: PrismaClient, answer: Answer): Promise<void> {
  const { nonce, expiresAt, person: bound } = answer.request
  const person = String(answer.person)
  if (bound !== person && expiresAt.getTime() < Date.now()) {
    throw new WorldIdRequestExpiredError({ expiredAt: Math.floor(expiresAt.getTime() / 1_000) })
  }
  // One statement, so two at once cannot both have it.
  const { count } = await prisma.worldIdRequest.updateMany({
    where: { nonce, OR: [{ person: null }, { person }] },
    data: { person },
  })
  if (count === 0) throw new WorldIdRequestSpentError()
}
