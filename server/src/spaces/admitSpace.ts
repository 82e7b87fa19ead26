import {
  LimitReachedError,
  SpaceIdTakenError,
  SpaceRegistrationClosedError,
  type WireSpace,
  type WireSpaceRegistrationBody,
} from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts'
import { authorizeSpaceRequest } from './authorizeSpaceRequest.ts'
import { checkSpaceContracts } from './checkSpaceContracts.ts'
import { takeSpaceTurn } from './takeSpaceTurn.ts'
import { writeSpaceProfile } from './writeSpaceProfile.ts'

/**
 * Which DAOs a server hosts: those that its operator lists, or also those whose own admins register
 * them. Each of them costs the relay money.
 */
export type SpaceRegistration = 'listed' | 'open'

/** What {@link admitSpace} takes. */
export interface AdmitSpaceParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  /** The origin of this server. */
  readonly server: string
  readonly registration: SpaceRegistration
  readonly body: WireSpaceRegistrationBody
  /** The most spaces that are hosted without being listed. */
  readonly limit?: number
}

const MOST = 1_000
/** Held while an unlisted space is added, so that their number is what was counted. */
const ADMISSION_LOCK = 1_886_611_812

/**
 * Makes the server host a DAO that its own admins registered.
 * @throws {@link SpaceRegistrationClosedError} when the operator lists which DAOs are hosted.
 * @throws {@link SpaceIdTakenError} when id or governor are registered already.
 * @throws {@link SpaceContractsMismatchError}, {@link LimitReachedError},
 * {@link SpaceRequestReplayedError} and what {@link authorizeSpaceRequest} throws.
 */
export async function admitSpace({
  prisma,
  chain,
  server,
  registration,
  body: { space, profile, authorization },
  limit = MOST,
}: AdmitSpaceParameters): Promise<WireSpace> {
  if (registration !== 'open') throw new SpaceRegistrationClosedError()
  await checkSpaceContracts(chain, space)
  await authorizeSpaceRequest({
    chain,
    server,
    space: { ...space, admins: [] },
    action: 'register space',
    content: { space, profile },
    authorization,
  })
  try {
    await prisma.$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${ADMISSION_LOCK}::bigint)`
      const count = await transaction.space.count({ where: { listed: false } })
      if (count >= limit) throw new LimitReachedError({ of: 'spaces that are not listed', limit })
      await takeSpaceTurn({ transaction, space, issuedAt: authorization.issuedAt })
      await transaction.space.create({ data: { ...space, listed: false } })
      await writeSpaceProfile({ transaction, space, server, profile, authorization })
    })
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
    throw isTaken ? new SpaceIdTakenError({ space: space.id }) : error
  }
  return space
}
