import * as library from '@psephos/lib'
import * as z from 'zod'

/** JSON Schema, as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** The library's wire schemas by the names that the reference gives them: `wireSpace` is `Space`. */
const names = z.registry<{ id: string }>()
for (const [name, schema] of Object.entries(library)) {
  if (name.startsWith('wire') && schema instanceof z.ZodType)
    names.add(schema, { id: name.slice('wire'.length) })
}

/** Each wire schema as it travels, by its name; where one stands in another there is a reference. */
export const wireComponents: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  Object.entries(z.toJSONSchema(names, { io: 'input', uri: toReference }).schemas).map(
    ([id, { $schema, $id, ...schema }]) => [id, schema],
  ),
)

/**
 * Returns a reference to a schema of the library.
 * @throws {RangeError} for a schema that the library does not export under a name with `wire`.
 */
export function referToWire(schema: z.core.$ZodType): JsonSchema {
  const id = names.get(schema)?.id
  if (id === undefined) throw new RangeError('The library exports no such wire schema.')
  return { $ref: toReference(id) }
}

function toReference(id: string): string {
  return `#/components/schemas/${id}`
}
