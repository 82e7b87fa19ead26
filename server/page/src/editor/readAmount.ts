/** Why a text is no amount. */
export type AmountProblem = 'form' | 'fine' | 'large'

/**
 * Returns an amount in the smallest units of a currency, exactly; what is wrong with it, if it is none.
 * A decimal point only: `1,500` is one and a half here and fifteen hundred there.
 * @example
 * readAmount('1.5', 18) // 1500000000000000000n
 */
export function readAmount(text: string, decimals: number): bigint | AmountProblem {
  const [, whole, fraction = ''] = /^(\d{1,80})(?:\.(\d{1,80}))?$/.exec(text.trim()) ?? []
  if (whole === undefined) return 'form'
  if (fraction.replace(/0+$/, '').length > decimals) return 'fine'
  const value = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
  return value < 1n << 256n ? value : 'large'
}
