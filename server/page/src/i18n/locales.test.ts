import { describe, expect, test } from 'vitest'
import { languages } from './languages.ts'

type Sentences = { [key: string]: string | Sentences }

const files = import.meta.glob<Sentences>('../locales/*/*.json', { import: 'default', eager: true })
const namespaces = Object.keys(files)
  .map((path) => /\/en\/(\w+)\.json$/.exec(path)?.[1])
  .filter((name) => name !== undefined)

/** A file's sentences by their full keys. */
function flatten(sentences: Sentences, prefix = ''): [key: string, sentence: string][] {
  return Object.entries(sentences).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  )
}

const read = (language: string, namespace: string) =>
  new Map(flatten(files[`../locales/${language}/${namespace}.json`] ?? {}))

const PLURAL = /_(?:zero|one|two|few|many|other)$/

/** What must stand in a file: the English keys, with the plural forms that the language has. */
function listKeys(english: ReadonlyMap<string, string>, language: string): string[] {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
  const keys = [...english.keys()].flatMap((key) =>
    PLURAL.test(key)
      ? pluralCategories.map((category) => key.replace(PLURAL, `_${category}`))
      : [key],
  )
  return [...new Set(keys)].sort()
}

/** The names of what is put into a sentence. A count may be left out where a plural form says it. */
function listPlaceholders(key: string, sentence: string): string[] {
  const names = [...sentence.matchAll(/\{\{(\w+)/g)].map(([, name = '']) => name)
  return [...new Set(names)].filter((name) => !PLURAL.test(key) || name !== 'count').sort()
}

describe.each(languages)('the sentences in %s', (language) => {
  test.each(namespaces)('%s has every sentence, in every plural form', (namespace) => {
    const english = read('en', namespace)
    const own = read(language, namespace)
    expect([...own.keys()].sort()).toEqual(listKeys(english, language))
    for (const [key, sentence] of own) {
      expect(sentence.trim(), key).not.toBe('')
      const original = english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? ''
      expect(listPlaceholders(key, sentence), key).toEqual(listPlaceholders(key, original))
    }
  })
})

test('no language has sentences that English does not have', () => {
  const others = Object.keys(files).map((path) => path.split('/').slice(-2).join('/'))
  const expected = languages.flatMap((language) =>
    namespaces.map((namespace) => `${language}/${namespace}.json`),
  )
  expect(others.sort()).toEqual(expected.sort())
})
