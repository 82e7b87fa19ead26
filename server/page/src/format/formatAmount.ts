const WEI = 10n ** 18n

/**
 * Returns a value of a chain's own currency, exact to the last digit, without the currency.
 * @param value In wei.
 * @param locale A BCP 47 tag.
 * @example
 * formatAmount(1_500_000_000_000_000_000n, 'de') // '1,5'
 */
export function formatAmount(value: bigint, locale: string): string {
  const fraction = String(value % WEI)
    .padStart(18, '0')
    .replace(/0+$/, '')
  // A number in text is formatted exactly; one in a double would not be.
  const exact =
    `${value / WEI}${fraction === '' ? '' : `.${fraction}`}` as Intl.StringNumericLiteral
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 18 }).format(exact)
}
