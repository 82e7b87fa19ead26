import type { WireDecryption } from '@psephos/lib'
import type { Chain } from '../chain/connectChain.ts'
import type { PrismaClient, Proposal, Space } from '../generated/prisma/client.ts'
import { readElection } from './readElection.ts'

/** What {@link readDecryption} takes. */
export interface ReadDecryptionParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly proposal: Proposal & { readonly space: Space }
}

/** How far the decryption of a secret proposal is, and how many people's ballots the box counts; null where ballots are open. */
export async function readDecryption({
  prisma,
  chain,
  proposal,
}: ReadDecryptionParameters): Promise<{ decryption: WireDecryption; voters: number } | null> {
  const { id: proposalId, spaceId, committee } = proposal
  const election = await readElection({ chain, proposal })
  if (election === null || committee === null) return null
  const { phase, voters, committees } = election
  const [{ threshold }, shares] = await Promise.all([
    committees.committeeOf(committee),
    prisma.decryptionShare.count({ where: { spaceId, proposalId } }),
  ])
  return { decryption: { phase, shares, threshold: Number(threshold) }, voters }
}
