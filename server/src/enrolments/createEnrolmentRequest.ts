import {
  type Commitment,
  CommitmentAlreadyEnrolledError,
  CommitmentRetiredError,
  type WireSpace,
  type WireWorldIdRequest,
} from '@psephos/lib'
import { createWorldIdRequest } from '@psephos/lib/node'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'

/** How this server is known to World ID. */
export interface WorldIdSettings {
  readonly appId: string
  readonly rpId: string
  /** `0x` and 64 hex digits; signs requests and never leaves the process. */
  readonly signingKey: string
  readonly environment: 'production' | 'staging'
  /** Set only with a development World ID. */
  readonly development: WireWorldIdRequest['development']
}

/** What {@link createEnrolmentRequest} takes. */
export interface CreateEnrolmentRequestParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly worldId: WorldIdSettings
  readonly space: WireSpace
  readonly commitment: Commitment
}

/** The seconds within which World ID must answer. */
const TTL = 15 * 60
/** For how long after that an answer can be retried, in milliseconds. */
const RETENTION = 24 * 60 * 60 * 1_000

/**
 * Signs a World ID request for one enrolment and remembers what was asked, so that the answer is
 * held against it.
 * @throws {@link CommitmentAlreadyEnrolledError} and {@link CommitmentRetiredError} before the person
 * shows their nullifier for nothing.
 */
export async function createEnrolmentRequest({
  prisma,
  chain,
  worldId,
  space,
  commitment,
}: CreateEnrolmentRequestParameters): Promise<WireWorldIdRequest> {
  const group = chain.group(space)
  if (await group.hasMember(commitment)) throw new CommitmentAlreadyEnrolledError({ commitment })
  if (await group.isRetired(commitment)) throw new CommitmentRetiredError({ commitment })
  const request = createWorldIdRequest({
    ...worldId,
    group: space.group,
    epoch: await chain.issuer(space).epoch(),
    commitment,
    ttl: TTL,
  })
  const { rpContext, action, signal, environment } = request
  const forgotten = new Date(Date.now() - RETENTION)
  await prisma.worldIdRequest.deleteMany({ where: { expiresAt: { lt: forgotten } } })
  await prisma.worldIdRequest.create({
    data: {
      nonce: rpContext.nonce,
      spaceId: space.id,
      commitment: String(commitment),
      action,
      signal,
      environment,
      expiresAt: new Date(rpContext.expires_at * 1_000),
    },
  })
  return request
}
