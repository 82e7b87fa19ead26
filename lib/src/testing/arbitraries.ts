import fc from 'fast-check'

/** Arbitrary text: of every Unicode character, of bytes, and of what looks like JSON. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.json({ maxDepth: 2 }),
)

/** What is put in the place of something, by people, machines and attackers. */
const insertions = [
  '',
  '0',
  '1',
  '-',
  '.',
  'e9',
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  ' ',
  '\n',
  '\0',
  'é',
  '\u{1f3fa}',
  '\ud800',
  'ff',
  '9'.repeat(80),
  'null',
  '__proto__',
]

/** Texts like `text`, with one or two places cut out, doubled or replaced. */
export function createMutator(text: string): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat({ max: text.length }),
    cut: fc.nat({ max: 4 }),
    insertion: fc.constantFrom(...insertions),
  })
  return fc
    .array(change, { minLength: 1, maxLength: 2 })
    .map((changes) =>
      changes.reduce(
        (changed, { at, cut, insertion }) =>
          changed.slice(0, at) + insertion + changed.slice(at + cut),
        text,
      ),
    )
}
