import { messages } from '../messages.ts'
import { findChainCurrency } from './chains.ts'

const WEI = 10n ** 18n

/**
 * Returns a value of a chain's own currency, exact to the last digit.
 * @param value In wei.
 * @example
 * formatAmount(1_500_000_000_000_000_000n, 1) // '1.5 ETH'
 */
export function formatAmount(value: bigint, chainId: number): string {
  const fraction = String(value % WEI)
    .padStart(18, '0')
    .replace(/0+$/, '')
  // A number in text is formatted exactly; one in a double would not be.
  const exact =
    `${value / WEI}${fraction === '' ? '' : `.${fraction}`}` as Intl.StringNumericLiteral
  const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 18 }).format(exact)
  const currency = findChainCurrency(chainId)
  return currency === null ? messages.call.nativeAmount(number) : `${number} ${currency}`
}
