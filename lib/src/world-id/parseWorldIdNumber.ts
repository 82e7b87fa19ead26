const MAX_UINT256 = (1n << 256n) - 1n
const NUMBER = /^(0x[0-9a-fA-F]{1,64}|[0-9]{1,78})$/

/**
 * Reads a number of up to 256 bits, decimal or `0x` hex; null for anything else, where BigInt alone
 * would be lenient.
 */
export function parseWorldIdNumber(text: string): bigint | null {
  if (!NUMBER.test(text)) return null
  const value = BigInt(text)
  return value <= MAX_UINT256 ? value : null
}
