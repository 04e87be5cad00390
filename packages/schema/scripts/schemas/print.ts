import { z } from 'zod'

/** A JSON Schema 2020-12 document as plain data. */
export type JsonSchema = { [keyword: string]: unknown }

export const schemaHome = 'https://standard.invalid/schemas/1.0'

/** A contract as a self-contained JSON Schema document at `<home>/<path>`; what it names stands under `$defs`. */
export function printSchema(schema: z.ZodType, path: string, title: string): JsonSchema {
  const { $schema, ...body } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' })
  return { $schema, $id: `${schemaHome}/${path}`, title, ...unwrapped(body) }
}

/** A contract with a name of its own comes out as a reference to itself under `$defs`; the document is then that. */
function unwrapped(body: JsonSchema): JsonSchema {
  const name = typeof body['$ref'] === 'string' ? body['$ref'].slice('#/$defs/'.length) : undefined
  const { [name ?? '']: itself, ...others } = definitionsOf(body)
  if (itself === undefined) return body
  return { ...itself, ...(Object.keys(others).length > 0 && { $defs: others }) }
}

/** The definitions of a document by name. */
export function definitionsOf(body: JsonSchema): Record<string, JsonSchema> {
  return (body['$defs'] ?? {}) as Record<string, JsonSchema>
}
