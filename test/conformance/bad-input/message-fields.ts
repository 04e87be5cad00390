import type { BadMessage } from './row.ts'
import { withFault, type GoodMessage } from './good-messages.ts'

/** What a member of a message must be, as far as it can be got wrong. */
export type Kind =
  | { kind: 'text'; max: number }
  | { kind: 'code'; wrong: string }
  | { kind: 'pattern'; wrong: readonly string[] }
  | { kind: 'instant' }
  | { kind: 'date' }
  | { kind: 'boolean' }
  | { kind: 'integer'; min: number; max: number }
  | { kind: 'object' }
  | { kind: 'record' }
  | { kind: 'array'; max: number }

export type Field = { path: string; required: boolean; is: Kind }

/** `below` is where the fault lies inside the value. */
type Fault = { name: string; value: unknown; rule?: string; below?: string }

const invalid = { slug: 'invalid-message', status: 422 } as const

/** Every way in which the member is wrong: missing, null, empty, of another type, too long by one, ill-formed. */
export function faultsOfField(good: GoodMessage, { path, required, is }: Field): BadMessage[] {
  const missing: Fault[] = required ? [{ name: 'is missing', value: undefined, rule: 'required' }] : []
  const faults = [...missing, { name: 'is null', value: null }, ...wrongTypes(is), ...wrongValues(is)]
  return faults.map(({ name, value, rule, below = '' }) => ({
    name: `${good.type} ${path} ${name}`,
    by: good.by,
    make: (world) => withFault(good, world, path, value),
    ...invalid,
    pointer: `${path}${below}`,
    ...(rule === undefined ? {} : { rule }),
  }))
}

function wrongTypes({ kind }: Kind): Fault[] {
  const other: Record<string, unknown> = {
    text: 17,
    code: 17,
    pattern: 17,
    instant: 1_763_776_800,
    date: 20_261_122,
    boolean: 'true',
    integer: '3',
    object: 'x',
    array: {},
    record: 'x',
  }
  return [
    { name: `is ${JSON.stringify(other[kind])}`, value: other[kind] },
    ...(kind === 'object' || kind === 'record' ? [{ name: 'is an array', value: [] }] : []),
  ]
}

function wrongValues(is: Kind): Fault[] {
  switch (is.kind) {
    case 'text':
      return [
        { name: 'is empty', value: '', rule: 'minLength' },
        { name: 'is white space', value: ' \u3000', rule: 'minLength' },
        { name: 'is too long by one', value: '噪'.repeat(is.max + 1), rule: 'maxLength' },
        { name: 'holds a control character', value: 'a\u0007b', rule: 'pattern' },
        { name: 'holds a noncharacter', value: 'a\uffffb', rule: 'pattern' },
      ]
    case 'code':
      return [is.wrong, '', `${is.wrong} `].map((value) => ({ name: `is ${JSON.stringify(value)}`, value }))
    case 'pattern':
      return [...is.wrong, ''].map((value) => ({ name: `is ${JSON.stringify(value).slice(0, 40)}`, value }))
    case 'instant':
      return [
        '',
        '2026-11-22',
        '2026-11-22T10:00:00',
        '2026-11-22 10:00:00+08:00',
        '2026-02-30T10:00:00+08:00',
        '2026-11-22T24:00:00+08:00',
        '2026-11-22T10:00:60+08:00',
        'now',
        '2026-11-22t10:00:00z',
      ].map((value) => ({ name: `is ${JSON.stringify(value)}`, value, rule: 'format' }))
    case 'date':
      return ['', '2026-02-30', '22.11.2026', '2026-11-22T00:00:00Z', '2026-1-2'].map((value) => ({
        name: `is ${JSON.stringify(value)}`,
        value,
        rule: 'format',
      }))
    case 'boolean':
      return [{ name: 'is 1', value: 1 }]
    case 'integer':
      return [is.min - 1, is.max + 1, 1.5].map((value) => ({ name: `is ${value}`, value }))
    case 'array':
      return [{ name: 'has one too many', value: Array.from({ length: is.max + 1 }, () => ({})) }]
    case 'object':
      return [{ name: 'has a member of its own', value: { ownMember: 1 }, below: '/ownMember' }]
    case 'record':
      return []
  }
}
