const NAMES = [
  'Ada',
  'Bram',
  'Chidi',
  'Dalia',
  'Emre',
  'Farah',
  'Goran',
  'Hana',
  'Ines',
  'Jun',
  'Kofi',
  'Lena',
]

/** How many of the pretend people have a name of their own. */
export const namedPeople = NAMES.length

/** There are this many pretend people, so that a person's number stays an exact JSON number. */
export const maxPerson = Number.MAX_SAFE_INTEGER

/**
 * Returns what a pretend person is called.
 * @param person 1 to {@link maxPerson}.
 * @example
 * getPersonName(1) // 'Ada'
 * getPersonName(13) // 'Person number 13'
 */
export function getPersonName(person: number): string {
  return NAMES[person - 1] ?? `Person number ${person}`
}
