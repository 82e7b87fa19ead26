import { ConfigurationInvalidError, SpaceContractsMismatchError } from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { checkSpaceContracts } from './checkSpaceContracts.ts'
import type { ListedSpace } from './listedSpace.ts'

/** What {@link registerSpace} takes. */
export interface RegisterSpaceParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  /** As the operator lists it. */
  readonly space: ListedSpace
}

/**
 * Makes the server host a space that its operator lists. If it hosted one of the same id with other
 * contracts, all that was indexed and received for that one is thrown away: it belongs to other
 * contracts.
 * @throws {@link ConfigurationInvalidError} when the space is on another chain or its governor has
 * another group.
 */
export async function registerSpace({
  prisma,
  chain,
  space,
}: RegisterSpaceParameters): Promise<void> {
  await checkListed(chain, space)
  const { id, name, chainId, deploymentBlock, governor, group, issuer, timelock } = space
  const row = { id, name, chainId, deploymentBlock, governor, group, issuer, timelock }
  const listed = { ...row, admins: [...(space.admins ?? [])], listed: true }
  const known = await prisma.space.findUnique({ where: { id } })
  const moved =
    known !== null &&
    (known.chainId !== chainId ||
      known.governor !== governor ||
      known.deploymentBlock !== deploymentBlock)
  await prisma.$transaction(async (transaction) => {
    if (moved) await transaction.space.delete({ where: { id } })
    // Somebody may have registered the same DAO under another id: the operator's word is the last.
    await transaction.space.deleteMany({
      where: { chainId, governor, id: { not: id }, listed: false },
    })
    await transaction.space.upsert({ where: { id }, create: listed, update: listed })
  })
}

async function checkListed(chain: Chain, space: ListedSpace): Promise<void> {
  try {
    await checkSpaceContracts(chain, space)
  } catch (error) {
    if (!(error instanceof SpaceContractsMismatchError)) throw error
    const { reason } = SpaceContractsMismatchError.facts.parse(error.details)
    throw new ConfigurationInvalidError({ setting: `space ${space.id}`, reason })
  }
}
