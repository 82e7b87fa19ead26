import fc from 'fast-check'

/** How often each decoder is tried with each kind of bad input. */
export const TRIES = { numRuns: 10_000 }

/**
 * Every character of Unicode. fast-check's own `unit: 'binary'` writes a table of all of them first,
 * which takes a second and a half.
 */
export const anyCharacter: fc.Arbitrary<string> = fc.nat({ max: 0x10_f7_ff }).map(
  (index) => String.fromCodePoint(index < 0xd8_00 ? index : index + 0x8_00),
  (value) => indexOfCharacter(value),
)

/** For what fast-check puts in by hand, such as `__proto__`. */
function indexOfCharacter(value: unknown): number {
  const [first = '', second] = typeof value === 'string' ? value : ''
  const codePoint = first.codePointAt(0)
  if (codePoint === undefined || second !== undefined || !first.isWellFormed()) {
    throw new Error('It is no character.')
  }
  return codePoint < 0xd8_00 ? codePoint : codePoint - 0x8_00
}

/** Arbitrary text: of every Unicode character, of bytes, and of what looks like JSON or hex. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.json({ maxDepth: 2 }),
  fc.uint8Array({ maxLength: 80 }).map((bytes) => `0x${Buffer.from(bytes).toString('hex')}`),
)

/**
 * Arbitrary values: of JSON, and of what only a program can hand over. Not those that cannot be made text, at which
 * checks throw: `parseUntrustedJson` lets none of them in.
 */
export const anyValue: fc.Arbitrary<unknown> = fc
  .oneof(
    fc.jsonValue({ maxDepth: 3, stringUnit: anyCharacter }),
    fc.anything({ maxDepth: 2, withBigInt: true, withSparseArray: true }),
  )
  .filter(hasText)

function hasText(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return typeof Reflect.get(value, 'toString') === 'function' && Object.values(value).every(hasText)
}

/** What is put in the place of a piece of text, by people, machines and attackers. */
const insertions = [
  ...['', '0', '1', '-', '.', 'e9', '"', '{', '}', '[', ']', ',', ':', ';', '#', ' ', '\n', '\0'],
  ...['é', '\u{1f3fa}', '\ud800', 'ff', '9'.repeat(80), 'null', '__proto__', '0x', '\u2028'],
]

/** Texts like `text`, with one or two places cut out, doubled or replaced. */
export function createNearText(text: string): fc.Arbitrary<string> {
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

/** What is put in the place of a value. */
const poisons: readonly unknown[] = [
  ...[null, undefined, true, false, {}, [], [[]], [null], { a: 1 }, JSON.parse('{"__proto__":1}')],
  ...[0, -0, 1, -1, 0.5, 2 ** 31, 2 ** 53, 1e21, 1e308, Number.NaN, Number.POSITIVE_INFINITY, 1n],
  ...['', '0', '00', '-1', '+1', '1.0', '1e3', '0x', '0x1', ' 1', '1 ', '١', '\0', 'null', 'a\nb'],
  ...['9'.repeat(78), '9'.repeat(79), String(1n << 256n), '\ud800', 'x'.repeat(100_000)],
  ...[`0x${'0'.repeat(40)}`, `0x${'F'.repeat(40)}`, `0x${'g'.repeat(64)}`, `0x${'A'.repeat(64)}`],
  ...['javascript:alert(1)', 'https://', 'http://user@host', Symbol('x'), () => 1, new Date(0)],
]

type Path = readonly (string | number)[]

const addedKeys = ['more', '__proto__', 'constructor', 'length', '0', ''] as const

/** How one place of a value is made wrong. */
interface Change {
  readonly path: Path
  readonly how: 'replace' | 'remove' | 'add' | 'double'
  readonly poison: unknown
  readonly key: string
}

/** Values like `valid`, with one field or element replaced, removed, added or doubled: every change at every place. */
export function listNearValues(valid: unknown): unknown[] {
  return listPaths(valid).flatMap((path) => {
    const found = path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), valid)
    const keys = isRecord(found) ? addedKeys : Array.isArray(found) ? [''] : []
    const added = keys.flatMap((key) =>
      poisons.map((poison) => ({ how: 'add', poison, key }) as const),
    )
    const replaced = poisons.map((poison) => ({ how: 'replace', poison, key: '' }) as const)
    const others = (['remove', 'double'] as const).map((how) => ({ how, poison: null, key: '' }))
    return [...replaced, ...added, ...others].map((each) => spoil(valid, { path, ...each }))
  })
}

/** Holds a property to each of {@link listNearValues}. */
export function assertNearValues(valid: unknown, holds: (value: unknown) => boolean): void {
  const wrong = listNearValues(valid).filter((value) => !holds(value))
  if (wrong.length > 0) throw new Error(`It does not hold for ${fc.stringify(wrong[0])}.`)
}

function spoil(valid: unknown, { path, how, poison, key }: Change): unknown {
  return change(valid, path, (found) => {
    if (how === 'remove') return REMOVED
    if (how === 'double') return Array.isArray(found) ? [...found, ...found] : [found, found]
    if (how === 'add' && Array.isArray(found)) return [...found, poison]
    if (how === 'add' && isRecord(found)) return addField(found, key, poison)
    return poison
  })
}

const REMOVED = Symbol('removed')

function listPaths(value: unknown, path: Path = []): Path[] {
  const inner = Array.isArray(value)
    ? value.flatMap((each, index) => listPaths(each, [...path, index]))
    : isRecord(value)
      ? Object.entries(value).flatMap(([key, each]) => listPaths(each, [...path, key]))
      : []
  return [path, ...inner]
}

function change(value: unknown, path: Path, to: (found: unknown) => unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) {
    const changed = to(value)
    return changed === REMOVED ? undefined : changed
  }
  const copy: Record<string | number, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...(isRecord(value) ? value : {}) }
  const inner = Reflect.get(copy, key)
  const changed = rest.length === 0 ? to(inner) : change(inner, rest, to)
  if (changed !== REMOVED) Reflect.set(copy, key, changed)
  else if (Array.isArray(copy)) copy.splice(Number(key), 1)
  else Reflect.deleteProperty(copy, key)
  return copy
}

/** As JSON.parse would: `__proto__` becomes a field, not the prototype. */
function addField(record: Record<string, unknown>, key: string, value: unknown): unknown {
  return Object.defineProperty({ ...record }, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
