import type { SpaceAuthorization, SpaceProfile } from '@psephos/lib'
import type { Prisma } from '../generated/prisma/client.ts'

/** What {@link writeSpaceProfile} takes. */
export interface WriteSpaceProfileParameters {
  readonly transaction: Prisma.TransactionClient
  readonly space: { readonly id: string; readonly chainId: number; readonly governor: string }
  /** For which server it was signed. */
  readonly server: string
  readonly profile: SpaceProfile
  readonly authorization: SpaceAuthorization
}

/** Writes a profile with its signature in the place of the one before. */
export async function writeSpaceProfile({
  transaction,
  space: { id, chainId, governor },
  server,
  profile,
  authorization: { signer, issuedAt, expiresAt, signature },
}: WriteSpaceProfileParameters): Promise<void> {
  const row = {
    document: JSON.stringify(profile),
    words: `${id}\n${profile.name}\n${profile.about ?? ''}`.toLowerCase(),
    server,
    signer,
    issuedAt: new Date(issuedAt),
    expiresAt: new Date(expiresAt),
    signature,
  }
  await transaction.spaceProfile.upsert({
    where: { chainId_governor: { chainId, governor } },
    create: { chainId, governor, ...row },
    update: row,
  })
}
