import { type WireSpace, wireUint, wireWorldIdResult } from '@psephos/lib'
import { z } from 'zod'
import { createBrowserRecords } from '../storage/browserRecords.ts'

/** An identity as this browser keeps it, one per group. */
const identityRecord = z.strictObject({
  version: z.literal(1),
  /**
   * Where the secret comes from. A passkey and a wallet's signature will be kinds of their own, and
   * keep no secret.
   */
  kind: z.literal('generated'),
  /** 32 bytes in hex. Never sent anywhere. */
  secret: z.string().regex(/^[0-9a-f]{64}$/),
  commitment: wireUint,
  /** Which member of the group it is; null until it is enrolled. */
  index: z.number().int().nonnegative().nullable(),
  /**
   * World ID's answer until it has reached the group. World ID gives it once, so it must survive a
   * closed tab and a server that does not answer.
   */
  worldIdResult: wireWorldIdResult.nullable(),
})

/** An identity as this browser keeps it. */
export type IdentityRecord = z.output<typeof identityRecord>

/** The identities that this browser keeps, by {@link getIdentityName}. */
export const identityRecords = createBrowserRecords({
  prefix: 'psephos.identity',
  schema: identityRecord,
})

/**
 * Returns the name of a space's identity: its group on its chain, so that no two groups share a
 * commitment.
 */
export function getIdentityName({ chainId, group }: Pick<WireSpace, 'chainId' | 'group'>): string {
  return `${chainId}.${group}`
}

/** The identity that this browser keeps for a space, or null. */
export function useIdentity(space: Pick<WireSpace, 'chainId' | 'group'>): IdentityRecord | null {
  return identityRecords.useRecord(getIdentityName(space))
}
