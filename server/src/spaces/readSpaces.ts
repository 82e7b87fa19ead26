import { NotFoundError, type WireSpace, wireSpace } from '@psephos/lib'
import type { PrismaClient } from '../generated/prisma/client.ts'

/** Returns the spaces that this server hosts, oldest first. */
export async function listSpaces(prisma: PrismaClient): Promise<WireSpace[]> {
  const rows = await prisma.space.findMany({ orderBy: { createdAt: 'asc' } })
  return rows.map(toWireSpace)
}

/** @throws {@link NotFoundError} when this server hosts no such space. */
export async function findSpace(prisma: PrismaClient, id: string): Promise<WireSpace> {
  // What is no id is not looked for: PostgreSQL has no text with U+0000.
  const isId = wireSpace.shape.id.safeParse(id).success
  const row = isId ? await prisma.space.findUnique({ where: { id } }) : null
  if (row === null) throw new NotFoundError({ path: `/api/v1/spaces/${encodeURIComponent(id)}` })
  return toWireSpace(row)
}

function toWireSpace(row: WireSpace & { createdAt: Date }): WireSpace {
  const { id, name, chainId, deploymentBlock, governor, group, issuer, timelock } = row
  return wireSpace.parse({ id, name, chainId, deploymentBlock, governor, group, issuer, timelock })
}
