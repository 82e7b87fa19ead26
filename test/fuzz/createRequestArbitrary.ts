import fc from 'fast-check'
import { fromSchema, type Schema, type Schemas } from './fromSchema.ts'

/** A request as it goes over the wire. */
export interface FuzzRequest {
  readonly method: string
  /** The route as OpenAPI names it, whose refusals are documented. */
  readonly route: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** One operation of an OpenAPI document. */
export interface Operation {
  readonly parameters: readonly {
    readonly name: string
    readonly in: 'path' | 'query'
    readonly schema: Schema
  }[]
  readonly requestBody?: { readonly content: { readonly 'application/json'?: { schema: Schema } } }
  readonly responses: Readonly<Record<string, { readonly description: string }>>
}

/** An OpenAPI document, as far as requests need it. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Schemas }
}

/** Parameters of things that there are, by their names, so that not every request ends at the door. */
export type Known = Readonly<Record<string, readonly string[]>>

/** Returns requests around what a document describes: some as they should be, most a little off. */
export function createRequestArbitrary(api: OpenApi, known: Known): fc.Arbitrary<FuzzRequest> {
  const schemas = Object.fromEntries(
    Object.entries(api.components.schemas).map(([id, schema]) => [
      `#/components/schemas/${id}`,
      schema,
    ]),
  )
  const operations = Object.entries(api.paths).flatMap(([route, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ route, method, operation })),
  )
  // Made once each: the generator of a pattern takes a hundredth of a second to make.
  const arbitraries = operations.map(({ route, method, operation }) => {
    const parameters = operation.parameters.map(({ name, schema }) => {
      const values = known[name]
      const described = fromSchema(schema, schemas).map(String)
      return fc.oneof(
        { arbitrary: values === undefined ? described : fc.constantFrom(...values), weight: 6 },
        { arbitrary: described, weight: 2 },
        { arbitrary: oddText, weight: 1 },
      )
    })
    const body = operation.requestBody?.content['application/json']?.schema
    return fc
      .record({
        method: mostly(fc.constant(method.toUpperCase()), fc.constantFrom('PUT', 'PATCH', 'HEAD')),
        values: fc.tuple(...parameters),
        omitted: fc.infiniteStream(mostly(fc.constant(false), fc.constant(true))),
        extra: mostly(fc.constant(''), oddText),
        headers: mostly(fc.constant({ 'content-type': 'application/json' }), oddHeaders),
        body:
          body === undefined ? mostly(fc.constant(new Uint8Array()), oddBytes) : createBody(body),
      })
      .map(({ values, omitted, extra, ...request }) => {
        const given = operation.parameters.map((parameter, index) => ({
          ...parameter,
          value: values[index] ?? '',
        }))
        const path = given
          .filter((each) => each.in === 'path')
          .reduce((text, { name, value }) => text.replace(`{${name}}`, encode(value)), route)
        const query = given
          .filter((each) => each.in === 'query' && omitted.next().value !== true)
          .map(({ name, value }) => `${name}=${encode(value)}`)
        if (extra !== '') query.push(encode(extra))
        const tail = query.length > 0 ? `?${query.join('&')}` : ''
        return { ...request, route, path: `/api/v1${path}${tail}` }
      })
  })
  return fc.oneof(...arbitraries)

  function createBody(schema: Schema): fc.Arbitrary<Uint8Array> {
    const good = fromSchema(schema, schemas)
    const off = fc
      .tuple(good, fc.nat(), fc.nat(7), oddValue)
      .map(([value, place, what, odd]) => spoil(value, { place, what, odd }))
    const text = fc.oneof(
      { arbitrary: good.map(stringify), weight: 2 },
      { arbitrary: off.map(stringify), weight: 6 },
      { arbitrary: good.map(stringify).chain(break_), weight: 2 },
    )
    return fc.oneof(
      { arbitrary: text.map((each) => Buffer.from(each)), weight: 20 },
      { arbitrary: text.chain(flipBytes), weight: 2 },
      { arbitrary: oddBytes, weight: 1 },
    )
  }
}

function mostly<T, U>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ arbitrary: usual, weight: 12 }, { arbitrary: odd, weight: 1 })
}

const oddText = fc.oneof(
  fc.constantFrom('', '\0', '..', '../..', '%', '-1', '01', '1e9', '0x1', 'null', '__proto__', '🗳️'),
  fc.constantFrom(String(2n ** 256n), String(2n ** 256n - 1n), '9'.repeat(300), 'x'.repeat(3_000)),
  fc.constantFrom("' OR 1=1 --", '{"$gt":""}', '<script>', '\u2028', '\u{10ffff}'),
  // Half characters too. fast-check's own `unit: 'binary'` writes a table of all characters first.
  fc
    .array(fc.nat({ max: 0x10_ff_ff }), { maxLength: 30 })
    .map((codePoints) => String.fromCodePoint(...codePoints)),
)
const oddValue = fc.oneof(
  oddText,
  fc.constantFrom(null, true, -1, 1.5, 2 ** 53, -0, 1e308, [], {}, [[]], { __proto__: 1 }),
  fc.constantFrom(
    'x'.repeat(60_000),
    Array.from({ length: 5_000 }, () => 0),
  ),
  fc.jsonValue({ maxDepth: 3 }),
)
const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  fc.constantFrom<Record<string, string>>(
    {},
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    { 'content-type': 'application/json', 'x-forwarded-for': 'x, 1.2.3.4', 'x-request-id': '../x' },
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'content-type': 'application/json', accept: 'nothing/*', origin: 'null', range: 'bytes=9-1' },
    { 'content-type': 'application/json', 'if-none-match': '*', 'last-event-id': '\u00ff' },
  ),
)
const oddBytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.constantFrom(
    Buffer.from('['.repeat(100_000)),
    Buffer.from('{"a":'.repeat(50_000)),
    Buffer.alloc(600 * 1_024, 0x20),
    Buffer.from('"\ud800"'),
  ),
)

/** Puts something odd at one place of a value, or takes or adds something there. */
function spoil(
  value: unknown,
  { place, what, odd }: { place: number; what: number; odd: unknown },
): unknown {
  if (typeof value !== 'object' || value === null) return odd
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value }
  const keys = Object.keys(copy)
  const key = keys[place % Math.max(keys.length, 1)]
  if (what === 0 || key === undefined) return { ...copy, [String(odd).slice(0, 20)]: odd }
  const inner: unknown = Reflect.get(copy, key)
  if (what === 1) Reflect.deleteProperty(copy, key)
  else if (what < 5 && typeof inner === 'object') {
    Reflect.set(copy, key, spoil(inner, { place: Math.floor(place / 7), what: what - 1, odd }))
  } else Reflect.set(copy, key, odd)
  return copy
}

/** JSON that ends too early, says something twice or goes on. */
function break_(text: string): fc.Arbitrary<string> {
  return fc.oneof(
    fc.nat(text.length).map((length) => text.slice(0, length)),
    fc.constantFrom(`${text}${text}`, `[${text},]`, `//\n${text}`),
    fc.constant(text.replace(/("\w+":[^,{}[\]]+),/, '$1,$1,')),
  )
}

function flipBytes(text: string): fc.Arbitrary<Uint8Array> {
  return fc
    .array(fc.tuple(fc.nat(Math.max(text.length - 1, 0)), fc.nat(255)), { maxLength: 4 })
    .map((flips) => {
      const bytes = Buffer.from(text)
      for (const [at, byte] of flips) bytes[at] = byte
      return bytes
    })
}

function stringify(value: unknown): string {
  return JSON.stringify(value) ?? ''
}

/** As `encodeURIComponent`, but of half a character the byte, which no URL may have. */
function encode(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80'
}
