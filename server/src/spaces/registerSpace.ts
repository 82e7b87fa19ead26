import { ConfigurationInvalidError, type WireSpace } from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'

/** What {@link registerSpace} takes. */
export interface RegisterSpaceParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly space: WireSpace
}

/**
 * Makes the server host a space. If it hosted one of the same id with other contracts, all that was
 * indexed and received for that one is thrown away: it belongs to other contracts.
 * @throws {@link ConfigurationInvalidError} when the space is on another chain or its governor has
 * another group.
 */
export async function registerSpace({
  prisma,
  chain,
  space,
}: RegisterSpaceParameters): Promise<void> {
  await checkContracts(chain, space)
  const known = await prisma.space.findUnique({ where: { id: space.id } })
  const moved =
    known !== null &&
    (known.chainId !== space.chainId ||
      known.governor !== space.governor ||
      known.deploymentBlock !== space.deploymentBlock)
  await prisma.$transaction(async (transaction) => {
    if (moved) await transaction.space.delete({ where: { id: space.id } })
    await transaction.space.upsert({ where: { id: space.id }, create: space, update: space })
  })
}

async function checkContracts(chain: Chain, space: WireSpace): Promise<void> {
  const refuse = (reason: string): never => {
    throw new ConfigurationInvalidError({ setting: `space ${space.id}`, reason })
  }
  if (space.chainId !== chain.chainId) {
    refuse(`is on chain ${space.chainId}, but the node is of chain ${chain.chainId}`)
  }
  if ((await chain.provider.getCode(space.governor)) === '0x')
    refuse('has no governor on this chain')
  const governor = chain.governor(space)
  const [group, timelock] = await Promise.all([governor.group(), governor.timelock()])
  if (group.toLowerCase() !== space.group)
    refuse(`names another group than its governor's, ${group}`)
  if (timelock.toLowerCase() !== space.timelock)
    refuse(`names another timelock than its governor's, ${timelock}`)
  const issuer = await chain.group(space).issuer()
  if (issuer.toLowerCase() !== space.issuer)
    refuse(`names another issuer than its group's, ${issuer}`)
}
