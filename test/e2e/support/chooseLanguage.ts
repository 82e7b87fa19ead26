import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** What {@link chooseLanguage} takes. */
export type ChooseLanguageParameters = {
  page: Page
  language: 'de' | 'en' | 'es' | 'fr' | 'zh'
  /** A heading of the page in that language. */
  heading: string
}

/** Chooses the language of a page, as a person does, and waits until it is there. */
export async function chooseLanguage({
  page,
  language,
  heading,
}: ChooseLanguageParameters): Promise<void> {
  await page.getByRole('banner').getByRole('combobox').selectOption(language)
  await page.getByRole('heading', { name: heading, exact: true }).waitFor()
  expect(await page.getAttribute('html', 'lang')).toBe(language)
}
