import { definitionsOf, type JsonSchema } from '../schemas/print.ts'

/** Which members an example has: those that must be there, or every one. */
export type Members = 'required' | 'all'

/** A value that the schema accepts, made of the examples that the contract gives. Fails where it gives none. */
export function exampleOf(document: JsonSchema, members: Members): unknown {
  return valueAt(document, document, members, '')
}

function valueAt(document: JsonSchema, schema: JsonSchema, members: Members, place: string): unknown {
  if (typeof schema['$ref'] === 'string') return valueAt(document, target(document, schema['$ref']), members, place)
  const given = givenValue(schema)
  if (given !== undefined && !('properties' in schema && members === 'all' && !('oneOf' in schema))) return given
  if (Array.isArray(schema['anyOf'])) return valueAt(document, schema['anyOf'][0] as JsonSchema, members, place)
  if (schema['type'] === 'object') return objectAt(document, schema, members, place)
  if (schema['type'] === 'array') return arrayAt(document, schema, members, place)
  if (schema['type'] === 'boolean') return true
  if (schema['type'] === 'integer') return Math.max(1, Number(schema['minimum'] ?? 1))
  throw new Error(`the contract gives no example at ${place || 'its root'}`)
}

function target(document: JsonSchema, reference: string): JsonSchema {
  const found = definitionsOf(document)[reference.slice('#/$defs/'.length)]
  if (found === undefined) throw new Error(`nothing stands at ${reference}`)
  return found
}

function givenValue(schema: JsonSchema): unknown {
  if (Array.isArray(schema['examples'])) return schema['examples'][0]
  if ('const' in schema) return schema['const']
  return Array.isArray(schema['enum']) ? schema['enum'][0] : undefined
}

function objectAt(document: JsonSchema, schema: JsonSchema, members: Members, place: string): unknown {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>)
  const required = new Set((schema['required'] ?? []) as string[])
  const chosen = properties.filter(
    ([name, member]) => (members === 'all' && !('not' in member && !('type' in member))) || required.has(name),
  )
  return Object.fromEntries(
    chosen.map(([name, member]) => [name, valueAt(document, member, members, `${place}/${name}`)]),
  )
}

function arrayAt(document: JsonSchema, schema: JsonSchema, members: Members, place: string): unknown {
  if (members === 'required' && schema['minItems'] === undefined) return []
  return [valueAt(document, schema['items'] as JsonSchema, members, `${place}/0`)]
}
