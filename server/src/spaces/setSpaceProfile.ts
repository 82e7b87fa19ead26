import type { WireSpaceProfileBody } from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, Space } from '../generated/prisma/client.ts'
import { authorizeSpaceRequest } from './authorizeSpaceRequest.ts'
import { takeSpaceTurn } from './takeSpaceTurn.ts'
import { writeSpaceProfile } from './writeSpaceProfile.ts'

/** What {@link setSpaceProfile} takes. */
export interface SetSpaceProfileParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  /** The origin of this server. */
  readonly server: string
  readonly space: Space
  readonly body: WireSpaceProfileBody
}

/**
 * Writes what a DAO's admin says about it.
 * @throws {@link SpaceRequestReplayedError} when this or a later request has been obeyed, and what
 * {@link authorizeSpaceRequest} throws.
 */
export async function setSpaceProfile({
  prisma,
  chain,
  server,
  space,
  body: { profile, authorization },
}: SetSpaceProfileParameters): Promise<void> {
  const action = 'set profile'
  await authorizeSpaceRequest({ chain, server, space, action, content: profile, authorization })
  await prisma.$transaction(async (transaction) => {
    await takeSpaceTurn({ transaction, space, issuedAt: authorization.issuedAt })
    await writeSpaceProfile({ transaction, space, server, profile, authorization })
  })
}
