import * as z from 'zod'

const MAX_UINT256 = (1n << 256n) - 1n

/** A whole number of up to 256 bits as a canonical decimal string (no sign, no leading zero), read as a bigint. */
export const wireUint = z
  .string()
  .max(78)
  .regex(/^(0|[1-9][0-9]*)$/, 'must be a whole number in canonical decimal form')
  .transform((text) => BigInt(text))
  .refine((value) => value <= MAX_UINT256, 'must fit 256 bits')

/** An Ethereum address as lower-case hex. */
export const wireAddress = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, 'must be an address')
  .transform((text) => text.toLowerCase())

/** A transaction hash as lower-case hex. */
export const wireHash = z.string().regex(/^0x[0-9a-f]{64}$/, 'must be a 32-byte hash')

/** Seconds since 1970 as a JSON number. */
export const wireTimestamp = z.number().int().nonnegative()
