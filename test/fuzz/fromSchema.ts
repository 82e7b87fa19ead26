import fc from 'fast-check'

/** JSON Schema, as far as our OpenAPI document uses it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

/** Schemas by the references to them. */
export type Schemas = Readonly<Record<string, Schema>>

/** Long texts and lists are tried by hand; here they would only take time. */
const MOST = 12

/** Returns values that a schema describes. */
export function fromSchema(schema: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  const follow = (inner: Schema): fc.Arbitrary<unknown> => fromSchema(inner, schemas)
  if (schema.$ref !== undefined) return follow(schemas[schema.$ref] ?? {})
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(follow))
  switch (schema.type) {
    case 'string':
      return fromString(schema)
    case 'integer':
      return fc.integer({ min: clamp(schema.minimum), max: clamp(schema.maximum) })
    case 'number':
      return fc.double()
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      if (schema.prefixItems !== undefined) return fc.tuple(...schema.prefixItems.map(follow))
      return fc.array(follow(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? MOST, MOST)),
      })
    case 'object': {
      const properties = Object.entries(schema.properties ?? {})
      const model = Object.fromEntries(properties.map(([name, inner]) => [name, follow(inner)]))
      return fc.record(model, { requiredKeys: [...(schema.required ?? [])] })
    }
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function fromString({ pattern, format, minLength = 0, maxLength = 40 }: Schema) {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern), { size: 'small' })
  if (format === 'uri') return fc.webUrl()
  const most = Math.max(minLength, Math.min(maxLength, 40))
  return fc.string({ unit: 'grapheme', minLength, maxLength: most })
}

function clamp(bound: number | undefined): number {
  return Math.max(-(2 ** 31), Math.min(bound ?? 2 ** 31 - 1, 2 ** 31 - 1))
}
