import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { createFormat, type Format } from './createFormat.ts'
import { findLocale } from './findLocale.ts'

/** Returns how the page's language writes numbers, amounts, moments and the names of chains. */
export function useFormat(): Format {
  const { t, i18n } = useTranslation('common')
  const { language } = i18n
  return useMemo(() => createFormat({ locale: findLocale(language), t }), [language, t])
}
