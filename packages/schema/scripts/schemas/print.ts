import { z } from 'zod'

/** A JSON Schema 2020-12 document as plain data. */
export type JsonSchema = { [keyword: string]: unknown }

const schemaHome = 'https://standard.invalid/schemas/1.0'

/** A contract that is printed: where below `schemas/1.0`, under which title; `defines` names a member to be referred to. */
export type Contract = { path: string; title: string; schema: z.ZodType; defines?: string }

/** A contract as a self-contained JSON Schema document at `<home>/<path>`; what it names stands under `$defs`. */
export function printSchema({ path, title, schema, defines }: Contract): JsonSchema {
  const { $schema, ...body } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ jsonSchema }) => withoutFinalLineFeed(jsonSchema),
  })
  const document = { $schema, $id: `${schemaHome}/${path}`, title, ...unwrapped(body) }
  return defines === undefined ? document : withDefinition(document, defines)
}

/** In some languages `$` also stands before a final line feed; said in another way, it is refused in all of them. */
function withoutFinalLineFeed(schema: JsonSchema): void {
  const { pattern, minLength, maxLength } = schema
  const hasOneLength = maxLength !== undefined && minLength === maxLength
  if (typeof pattern === 'string' && pattern.endsWith('$') && !hasOneLength) schema['not'] = { pattern: '\\n' }
}

/** The document with the contract of one member under `$defs`, where others may refer to it. */
function withDefinition(document: JsonSchema, member: string): JsonSchema {
  const properties = document['properties'] as Record<string, JsonSchema>
  return {
    ...document,
    properties: { ...properties, [member]: { $ref: `#/$defs/${member}` } },
    $defs: { ...definitionsOf(document), [member]: properties[member] },
  }
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
