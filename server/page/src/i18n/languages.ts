/** The languages of the page, each by its own name, in the order in which they are offered. */
export const languageNames = {
  en: 'English',
  es: 'Español',
  de: 'Deutsch',
  fr: 'Français',
  zh: '简体中文',
} as const

/** A language of the page: its ISO 639-1 code. */
export type Language = keyof typeof languageNames

/** The languages of the page. */
export const languages = ['en', 'es', 'de', 'fr', 'zh'] as const satisfies readonly Language[]

/** Tells whether the page speaks a language. */
export function isLanguage(code: string | undefined): code is Language {
  return code !== undefined && Object.hasOwn(languageNames, code)
}
