import { ConfigurationInvalidError } from '../errors/serverErrors.ts'

const RP_ID = /^rp_([0-9a-f]{16})$/

/**
 * Returns a relying party's id as the number by which contracts know it, below 2^64.
 * @throws {@link ConfigurationInvalidError} unless it is `rp_` and 16 lower-case hex digits.
 * @example
 * rpIdToUint64('rp_0123456789abcdef') // 81985529216486895n
 */
export function rpIdToUint64(rpId: string): bigint {
  const digits = RP_ID.exec(rpId)?.[1]
  if (digits === undefined) {
    throw new ConfigurationInvalidError({
      setting: 'rpId',
      reason: 'must be rp_ and 16 lower-case hex digits',
    })
  }
  return BigInt(`0x${digits}`)
}
