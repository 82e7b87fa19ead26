import { type WireSpace, wireUint, wireWorldIdRequest, wireWorldIdResult } from '@psephos/lib'
import * as z from 'zod'
import { createBrowserRecords } from '../storage/browserRecords.ts'

/** A World ID request that has been handed over, and the address that carries it to World App. */
const openRequest = z.strictObject({
  request: wireWorldIdRequest,
  connectorUri: z.url({ protocol: /^https?$/ }).max(2_000),
})

/** A World ID request that has been handed over. */
export type OpenWorldIdRequest = z.output<typeof openRequest>

const place = z.number().int().nonnegative().nullable()

/** What this browser keeps of every identity. */
const common = {
  version: z.literal(2),
  commitment: wireUint,
  /** Which member of the group it is; null while it is none. */
  index: place,
  /**
   * That it was a member and is none any more, and which, if that is known: it still votes on the
   * proposals of that time. Only there where it is so: an older build of this page knows no such field.
   */
  wasMember: z.strictObject({ index: place }).optional(),
  /**
   * The World ID request that waits for its answer. Who leaves the page for World App may come back to
   * a page that the browser has loaded anew.
   */
  worldIdRequest: openRequest.nullable(),
  /**
   * World ID's answer until it has reached the group. World ID gives it once, so it must survive a
   * closed tab and a server that does not answer.
   */
  worldIdResult: wireWorldIdResult.nullable(),
  /** That the person has a place in the group already, with another identity. Only there where it is so. */
  isPersonElsewhere: z.literal(true).optional(),
}

const secret = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * An identity as this browser keeps it. Of a passkey's and a wallet's identity it keeps no secret, nor
 * which account the wallet's is: that would link a name to a member.
 */
const currentRecord = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('passkey'),
    /** Names the passkey, so that the browser asks for this one at once. */
    credentialId: z.string().min(1).max(2_000),
    /** Whether the passkey is synced to other devices. */
    isBackedUp: z.boolean(),
    /** That a backup file was made as well. Only there where it is so. */
    hasBackup: z.literal(true).optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('wallet') }),
  z.strictObject({
    ...common,
    kind: z.literal('generated'),
    /** 32 bytes in hex. Never sent anywhere. */
    secret,
    /** Whether a backup file was made, or the identity comes from one. */
    hasBackup: z.boolean(),
  }),
])

/** What the page kept before there were passkeys. */
const firstRecord = z
  .strictObject({
    version: z.literal(1),
    kind: z.literal('generated'),
    secret,
    commitment: common.commitment,
    index: common.index,
    worldIdResult: common.worldIdResult,
  })
  .transform(
    (record): z.output<typeof currentRecord> => ({
      ...record,
      version: 2,
      hasBackup: false,
      worldIdRequest: null,
    }),
  )

const identityRecord = z.union([currentRecord, firstRecord])

/** An identity as this browser keeps it. */
export type IdentityRecord = z.output<typeof currentRecord>

/** Returns which member of the group an identity is or was; null where that is not known. */
export function findKnownPlace({
  index,
  wasMember,
}: Pick<IdentityRecord, 'index' | 'wasMember'>): number | null {
  return index ?? wasMember?.index ?? null
}

/** The identities that this browser keeps, by {@link getIdentityName}. */
export const identityRecords = createBrowserRecords({
  prefix: 'psephos.identity',
  schema: identityRecord,
})

/** Those that are to take the place of lost ones, until they have. */
export const nextIdentityRecords = createBrowserRecords({
  prefix: 'psephos.next-identity',
  schema: identityRecord,
})

/**
 * Those whose place another has taken. On a proposal whose list of voters is older, they vote and
 * the new one does not.
 */
export const formerIdentityRecords = createBrowserRecords({
  prefix: 'psephos.former-identities',
  schema: z.array(identityRecord).max(16),
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
