import { isLanguage, type Language } from './languages.ts'

/**
 * Returns in which language to begin: the one that was chosen here before, else the first of the
 * browser's that the page speaks, else English.
 * @param chosen A language's code; whatever else it is counts as no choice.
 * @param preferred BCP 47 tags, the best first.
 */
export function chooseLanguage(chosen: string | null, preferred: readonly string[]): Language {
  const codes = [chosen ?? '', ...preferred.map((tag) => tag.split('-')[0]?.toLowerCase())]
  return codes.find(isLanguage) ?? 'en'
}
