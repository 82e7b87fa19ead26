import { SpaceRequestReplayedError } from '@psephos/lib'
import type { Prisma } from '../generated/prisma/client.ts'

/** What {@link takeSpaceTurn} takes. */
export interface TakeSpaceTurnParameters {
  /** The transaction in which the request is obeyed. */
  readonly transaction: Prisma.TransactionClient
  readonly space: { readonly chainId: number; readonly governor: string }
  /** Milliseconds since 1970. */
  readonly issuedAt: number
}

/**
 * Lets a request in a DAO's name be obeyed once, and none that was signed before it afterwards: one
 * statement raises the mark only from below.
 * @throws {@link SpaceRequestReplayedError} when the mark is there already, or higher.
 */
export async function takeSpaceTurn({
  transaction,
  space: { chainId, governor },
  issuedAt,
}: TakeSpaceTurnParameters): Promise<void> {
  const taken = await transaction.$executeRaw`
    INSERT INTO "SpaceTurn" ("chainId", "governor", "issuedAt")
    VALUES (${chainId}, ${governor}, ${new Date(issuedAt)})
    ON CONFLICT ("chainId", "governor") DO UPDATE SET "issuedAt" = EXCLUDED."issuedAt"
    WHERE "SpaceTurn"."issuedAt" < EXCLUDED."issuedAt"`
  if (taken === 0) throw new SpaceRequestReplayedError({ issuedAt })
}
