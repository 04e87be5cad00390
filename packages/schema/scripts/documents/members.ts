import { definitionsOf, type JsonSchema } from '../schemas/print.ts'

/** One member of a contract, for readers: where it stands, whether it must, what may stand there, an example. */
export type Member = { path: string; required: boolean; form: string; example: string }

/** Every member of a document, outermost first; what is said once elsewhere is not opened again below itself. */
export function membersOf(document: JsonSchema): Member[] {
  return below(document, resolved(document, document).schema, '')
}

function below(document: JsonSchema, schema: JsonSchema, place: string): Member[] {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>)
  const required = new Set((schema['required'] ?? []) as string[])
  return properties
    .filter(([, member]) => !isForbidden(member))
    .flatMap(([name, member]) =>
      described(document, member, place === '' ? name : `${place}.${name}`, required.has(name)),
    )
}

function described(document: JsonSchema, written: JsonSchema, path: string, required: boolean): Member[] {
  const { schema, name } = resolved(document, written)
  const own = { path, required, form: formOf(document, schema, name), example: exampleIn(written, schema) }
  const inner = schema['type'] === 'array' ? resolved(document, (schema['items'] ?? {}) as JsonSchema).schema : schema
  return [own, ...below(document, inner, schema['type'] === 'array' ? `${path}[]` : path)]
}

/** What may stand there, in the words of JSON Schema, as short as can be. */
function formOf(document: JsonSchema, schema: JsonSchema, name: string | undefined): string {
  if ('const' in schema) return code(JSON.stringify(schema['const']))
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => code(String(value))).join(' ')
  if (Array.isArray(schema['anyOf']))
    return schema['anyOf'].map((form) => partOf(document, form as JsonSchema)).join(' / ')
  if (schema['type'] === 'array')
    return `list of ${partOf(document, (schema['items'] ?? {}) as JsonSchema)}${span(schema, 'Items')}`
  const format = typeof schema['format'] === 'string' ? ` (${schema['format']})` : ''
  const label = name !== undefined && schema['type'] === 'string' ? ` ${name}` : ''
  return `${typeOf(schema)}${label}${format}${span(schema, 'Length')}${span(schema, 'imum')}`
}

function typeOf(schema: JsonSchema): string {
  return typeof schema['type'] === 'string' ? schema['type'] : 'any'
}

function partOf(document: JsonSchema, written: JsonSchema): string {
  const { schema, name } = resolved(document, written)
  return formOf(document, schema, name)
}

function span(schema: JsonSchema, noun: string): string {
  const [from, to] = [schema[`min${noun}`], schema[`max${noun}`]].map(Number).map(shown)
  if (from === '' && to === '') return ''
  if (from === to) return ` ${from}`
  if (from === '') return ` ≤ ${to}`
  return to === '' ? ` ≥ ${from}` : ` ${from}…${to}`
}

/** A limit that says no more than what every number keeps is not shown. */
function shown(limit: number): string {
  return Math.abs(limit) < Number.MAX_SAFE_INTEGER ? String(limit) : ''
}

function exampleIn(...schemas: JsonSchema[]): string {
  const examples = schemas.map((schema) => schema['examples']).find(Array.isArray) as unknown[] | undefined
  if (examples === undefined) return ''
  const text = typeof examples[0] === 'string' ? examples[0] : JSON.stringify(examples[0])
  return text.length > 60 ? '' : code(text)
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``
}

function isForbidden(schema: JsonSchema): boolean {
  return 'not' in schema && !('type' in schema)
}

function resolved(document: JsonSchema, schema: JsonSchema): { schema: JsonSchema; name?: string } {
  const reference = schema['$ref']
  if (typeof reference !== 'string') return { schema }
  const name = reference.slice('#/$defs/'.length)
  return { schema: resolved(document, definitionsOf(document)[name] ?? {}).schema, name }
}

/** A table of members in Markdown. */
export function membersTable(members: readonly Member[]): string {
  const rows = members.map(
    ({ path, required, form, example }) => `| \`${path}\` | ${required ? '✓' : ''} | ${form} | ${example} |`,
  )
  return ['| 成员 member | 必填 required | 形式 form | 例 example |', '|---|---|---|---|', ...rows].join('\n')
}
