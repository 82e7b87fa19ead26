/**
 * Returns in whose way to write numbers and dates: whoever reads German in Switzerland sees Swiss
 * numbers.
 * @param language A language of the page.
 * @param preferred The browser's languages, as BCP 47 tags, the best first.
 */
export function findLocale(
  language: string,
  preferred: readonly string[] = navigator.languages,
): string {
  return preferred.find((locale) => locale.split('-')[0] === language && isTag(locale)) ?? language
}

/** Where a system has no language, Chromium says `en-US@posix`, at which Intl throws. */
function isTag(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1
  } catch {
    return false
  }
}
