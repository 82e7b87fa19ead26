import * as z from 'zod'
import { wireHash, wireUint } from './scalars.ts'

/** What `POST /api/v1/spaces/:space/world-id/requests` takes. */
export const wireWorldIdRequestBody = z.strictObject({ commitment: wireUint })

/**
 * What it answers: all that `IDKitRequestWidget` needs. `rp_context` has World ID's own spelling, because it is handed
 * over as it is; `signal` is the commitment as 0x + 64 hex digits.
 */
export const wireWorldIdRequest = z.strictObject({
  appId: z.string().regex(/^app_[0-9a-zA-Z_]+$/),
  action: z.string().min(1).max(200),
  signal: z.string().regex(/^0x[0-9a-f]{64}$/),
  environment: z.enum(['production', 'staging']),
  /** Only with a development World ID: where IDKit finds the bridge, and the page that plays the wallet. */
  development: z.strictObject({ bridgeUrl: z.url(), connectUrl: z.url() }).nullable(),
  rpContext: z.strictObject({
    rp_id: z.string().regex(/^rp_[0-9a-f]{16}$/),
    nonce: z.string(),
    created_at: z.number().int(),
    expires_at: z.number().int(),
    signature: z.string(),
  }),
})

/** The World ID 4 result that IDKit hands to `handleVerify`. Unknown fields are dropped, never forwarded. */
export const wireWorldIdResult = z.object({
  protocol_version: z.literal('4.0'),
  nonce: z.string(),
  action: z.string(),
  environment: z.string(),
  responses: z
    .array(
      z.object({
        identifier: z.string(),
        issuer_schema_id: z.number().int().nonnegative(),
        /** Five decimal strings, though IDKit's types say hex. */
        proof: z.array(z.string().max(80)).length(5),
        nullifier: z.string().max(80),
        expires_at_min: z.number().int().nonnegative(),
        signal_hash: z.string().max(80).optional(),
      }),
    )
    .min(1)
    .max(8),
})

/**
 * The World ID 3 result that IDKit hands to `handleVerify`, for groups with `WorldIDLegacyIssuer`.
 * Unknown fields are dropped, never forwarded.
 */
export const wireWorldIdLegacyResult = z.object({
  protocol_version: z.literal('3.0'),
  nonce: z.string().max(80),
  action: z.string().max(200),
  environment: z.string().max(20),
  responses: z
    .array(
      z.object({
        identifier: z.string().max(80),
        /** Eight words in hex. */
        proof: z.string().max(520),
        merkle_root: z.string().max(80),
        nullifier: z.string().max(80),
        signal_hash: z.string().max(80).optional(),
      }),
    )
    .min(1)
    .max(8),
})

/** What `POST /api/v1/spaces/:space/enrolments` takes, and `…/rotations`, where the commitment is the new one. */
export const wireEnrolmentBody = z.strictObject({ commitment: wireUint, result: wireWorldIdResult })

/** What they answer, 201 when they enrolled the commitment and 200 when this very thing had been done before. */
export const wireEnrolment = z.strictObject({
  commitment: wireUint,
  index: z.number().int().nonnegative(),
  transaction: wireHash.nullable(),
  alreadyEnrolled: z.boolean(),
})

/** All that `IDKitRequestWidget` needs. */
export type WireWorldIdRequest = z.output<typeof wireWorldIdRequest>
/** A World ID 4 result as IDKit hands it over. */
export type WorldIdResult = z.output<typeof wireWorldIdResult>
/** A World ID 3 result as IDKit hands it over. */
export type WorldIdLegacyResult = z.output<typeof wireWorldIdLegacyResult>
/** A finished enrolment. */
export type WireEnrolment = z.output<typeof wireEnrolment>
