import type { JsonSchema } from '../schemas/print.ts'

/** A value that breaks the rule where it stands. */
type Replacement = { rule: string; value: unknown }

/** Texts of a few thousand characters teach a reader nothing that those of a few hundred do not. */
const longestShown = 500

/** What breaks a schema at its own place, one rule at a time. */
export function replacementsFor(schema: JsonSchema, value: unknown): Replacement[] {
  if ('const' in schema) return [{ rule: 'const', value: 'another' }]
  if ('enum' in schema) return [{ rule: 'enum', value: 'no-such-code' }]
  if (schema['type'] === 'string') return [{ rule: 'type', value: 42 }, ...forString(schema, String(value))]
  if (schema['type'] === 'integer')
    return [{ rule: 'type', value: 'one' }, { rule: 'type', value: 1.5 }, ...forNumber(schema, 1)]
  if (schema['type'] === 'number') return [{ rule: 'type', value: '1' }, ...forNumber(schema, 0.0000001)]
  if (schema['type'] === 'boolean')
    return [
      { rule: 'type', value: 'true' },
      { rule: 'type', value: null },
    ]
  if (schema['type'] === 'array') return [{ rule: 'type', value: {} }, ...forArray(schema, value)]
  if (schema['type'] === 'object') return [{ rule: 'type', value: [] }, ...forObject(schema)]
  return []
}

const badInstants = [
  '2026-11-22T10:00:00',
  '2026-11-22 10:00:00+08:00',
  '2026-11-22T24:00:00+08:00',
  '2026-11-22T23:59:60+08:00',
  '2026-02-29T10:00:00+08:00',
  '2026-11-22T10:00:00+14:30',
  '2026-11-22t10:00:00z',
  '2026-11-22T10:00:00.1234567890Z',
  '1899-12-31T10:00:00Z',
  '2026-11-22T10:00:00Z\n',
]
const badDays = ['2026-02-30', '2026-11-31', '2100-02-29', '2026-1-1', '20261122', '2026-11-22T00:00:00Z']

function forString(schema: JsonSchema, value: string): Replacement[] {
  if (schema['format'] === 'date-time') return badInstants.map((bad) => ({ rule: 'format', value: bad }))
  if (schema['format'] === 'date') return badDays.map((bad) => ({ rule: 'format', value: bad }))
  if (isText(schema)) return forText(Number(schema['maxLength']))
  return 'pattern' in schema
    ? [
        { rule: 'pattern', value: '' },
        { rule: 'pattern', value: `${value}？` },
        { rule: 'pattern', value: `${value}\n` },
      ]
    : []
}

/** Free text, of which some characters are refused. */
function isText(schema: JsonSchema): boolean {
  const { not } = schema as { not?: JsonSchema }
  return not !== undefined && 'anyOf' in not
}

function forText(longest: number): Replacement[] {
  const tooLong = longest <= longestShown ? [{ rule: 'maxLength', value: '长'.repeat(longest + 1) }] : []
  return [
    { rule: 'minLength', value: '' },
    { rule: 'minLength', value: ' \u3000' },
    { rule: 'pattern', value: '响铃\u0007' },
    { rule: 'pattern', value: '非字符\ufffe' },
    ...tooLong,
  ]
}

function forNumber(schema: JsonSchema, step: number): Replacement[] {
  const { minimum, maximum } = schema
  return [
    ...(typeof minimum === 'number' && minimum > Number.MIN_SAFE_INTEGER
      ? [{ rule: 'minimum', value: minimum - step }]
      : []),
    ...(typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER
      ? [{ rule: 'maximum', value: maximum + step }]
      : []),
  ]
}

function forArray(schema: JsonSchema, value: unknown): Replacement[] {
  const longest = schema['maxItems']
  if (typeof longest !== 'number' || !Array.isArray(value) || value.length === 0) return []
  return [{ rule: 'maxItems', value: Array.from({ length: longest + 1 }, () => (value as unknown[])[0]) }]
}

function forObject(schema: JsonSchema): Replacement[] {
  if (schema['minProperties'] !== undefined) return [{ rule: 'minProperties', value: {} }]
  if (!('oneOf' in schema)) return []
  const both = { sourceId: 'GZ20261122-000123', caseId: '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e' }
  return [
    { rule: 'oneOf', value: {} },
    { rule: 'oneOf', value: both },
  ]
}
