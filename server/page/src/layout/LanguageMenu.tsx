import { useTranslation } from 'react-i18next'
import { keepLanguage } from '../i18n/createI18n.ts'
import { languageNames, languages } from '../i18n/languages.ts'

/** Chooses the page's language, each by its own name. */
export function LanguageMenu() {
  const { t, i18n } = useTranslation('common')
  return (
    <select
      className="language-menu"
      aria-label={t('language')}
      value={i18n.language}
      onChange={({ target }) => {
        keepLanguage(target.value)
        void i18n.changeLanguage(target.value)
      }}
    >
      {languages.map((language) => (
        <option key={language} value={language} lang={language}>
          {languageNames[language]}
        </option>
      ))}
    </select>
  )
}
