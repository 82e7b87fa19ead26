import type { TFunction } from 'i18next'
import { findChainCurrency, findChainName, LOCAL_CHAIN } from './chains.ts'
import { formatAmount } from './formatAmount.ts'
import { formatDuration } from './formatDuration.ts'
import { formatRelativeTime, formatTime } from './formatTime.ts'

/** Numbers, amounts, moments and chains in the way of one language. */
export type Format = ReturnType<typeof createFormat>

/** What {@link createFormat} takes. */
export type CreateFormatParameters = {
  /** A BCP 47 tag, such as `de-CH`. */
  locale: string
  /** The sentences that all pages share, in the same language. */
  t: TFunction<'common'>
}

/** Returns how a language writes numbers, amounts, moments and the names of chains. */
export function createFormat({ locale, t }: CreateFormatParameters) {
  const createNumberFormat = (options?: Intl.NumberFormatOptions) => {
    const { format } = new Intl.NumberFormat(locale, options)
    return (value: number | bigint) => format(value)
  }
  const megabytes = createNumberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const inSeconds = createNumberFormat({ style: 'unit', unit: 'second', unitDisplay: 'long' })
  return {
    /** A count. */
    number: createNumberFormat(),
    /** Votes on an option: + for it, − against it. */
    votes: createNumberFormat({ signDisplay: 'exceptZero' }),
    /** A share of 0 to 1 as a percentage. */
    share: createNumberFormat({ style: 'percent', maximumFractionDigits: 1 }),
    /** A share of 0 to 1 as a percentage, to the hundredth of one. */
    exactShare: createNumberFormat({ style: 'percent', maximumFractionDigits: 2 }),
    /** Bytes as megabytes with one decimal, without the unit. */
    megabytes: (bytes: number) => megabytes(bytes / 1e6),
    /** A value of a chain's own currency, in wei, exact to the last digit. */
    amount: (value: bigint, chainId: number) => {
      const amount = formatAmount(value, locale)
      const currency = findChainCurrency(chainId)
      return currency === null ? t('nativeAmount', { amount }) : `${amount} ${currency}`
    },
    /** A moment, in seconds since 1970, as date and time of day. */
    time: (timestamp: number) => formatTime(timestamp, locale),
    /** A moment, in seconds since 1970, relative to now. */
    relativeTime: (timestamp: number) => formatRelativeTime(timestamp, locale),
    /** How long something lasts, in seconds. */
    duration: (seconds: number) => formatDuration(BigInt(seconds), locale) ?? inSeconds(seconds),
    /** What people call a chain. */
    chain: (chainId: number) =>
      chainId === LOCAL_CHAIN
        ? t('chain.local')
        : (findChainName(chainId) ?? t('chain.other', { id: String(chainId) })),
  }
}
