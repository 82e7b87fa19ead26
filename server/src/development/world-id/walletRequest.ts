import * as z from 'zod'

const uint256 = z
  .string()
  .regex(/^0x[0-9a-f]{1,64}$/)
  .transform((hex) => BigInt(hex))
const seconds = z.number().int().nonnegative()

/**
 * What IDKit asks of a wallet, decrypted: the parts of it that the development wallet reads.
 * Numbers of 256 bits are hex, times are seconds since 1970.
 */
export const walletRequest = z.object({
  app_id: z.string().max(200),
  action: z.string().max(200),
  environment: z.string().max(20),
  proof_request: z.object({
    id: z.string().max(100),
    version: z.literal(1),
    proof_type: z.literal('uniqueness'),
    rp_id: z.string().regex(/^rp_[0-9a-f]{16}$/),
    action: uint256,
    nonce: uint256,
    created_at: seconds,
    expires_at: seconds,
    signature: z.string().regex(/^0x[0-9a-f]{130}$/),
    proof_requests: z
      .array(
        z.object({
          identifier: z.string().max(100),
          issuer_schema_id: z.number().int().nonnegative(),
          signal: z.string().max(4096).nullish(),
          genesis_issued_at_min: seconds.nullish(),
          expires_at_min: seconds.nullish(),
        }),
      )
      .min(1)
      .max(8),
  }),
})

/** What IDKit asks of a wallet, decrypted. */
export type WalletRequest = z.output<typeof walletRequest>
