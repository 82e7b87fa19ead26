import { createInstance, type i18n } from 'i18next'
import resources from 'i18next-resources-to-backend'
import { initReactI18next } from 'react-i18next'
import { findLocale } from '../format/findLocale.ts'
import { chooseLanguage } from './chooseLanguage.ts'
import { isLanguage, languages } from './languages.ts'

/** Under what the browser keeps the language that was chosen. */
const STORAGE_KEY = 'psephos.language'

/**
 * Returns the translations of the page: in the language that was chosen here before, else in the
 * first of the browser's languages that the page speaks, else in English. Each language's sentences
 * are loaded by the parts of the page that need them.
 * @param namespaces Those that are needed at once.
 */
export async function createI18n(namespaces: readonly string[] = []): Promise<i18n> {
  const i18n = createInstance()
  await i18n
    .use(resources((language: string, namespace: string) => loadSentences(language, namespace)))
    .use(initReactI18next)
    .init({
      lng: chooseLanguage(readChoice(), navigator.languages),
      supportedLngs: languages,
      load: 'languageOnly',
      // Every language has every sentence (locales.test.ts), so English is for other languages only.
      fallbackLng: (code) => (isLanguage(code) ? [] : ['en']),
      ns: ['common', 'connection', ...namespaces],
      defaultNS: 'common',
      // React escapes what it shows.
      interpolation: { escapeValue: false },
    })
  // {{count, number}} in a sentence looks as every other number of the page.
  i18n.services.formatter?.add('number', (value: number | bigint, language = 'en') =>
    value.toLocaleString(findLocale(language)),
  )
  const showLanguage = (language: string) => {
    document.documentElement.lang = language
    document.documentElement.dir = i18n.dir(language)
  }
  showLanguage(i18n.language)
  i18n.on('languageChanged', showLanguage)
  return i18n
}

function readChoice(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY)
  } catch {
    return null
  }
}

/** Keeps a choice for the next visit; where the browser keeps nothing it lasts until the tab is closed. */
export function keepLanguage(language: string): void {
  try {
    localStorage.setItem(STORAGE_KEY, language)
  } catch {
    // The page goes on in this language all the same.
  }
}

function loadSentences(language: string, namespace: string): Promise<unknown> {
  return import(`../locales/${language}/${namespace}.json`)
}
