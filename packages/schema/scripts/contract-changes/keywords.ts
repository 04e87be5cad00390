import type { JsonSchema } from '../schemas/print.ts'
import { type Change, narrowed, type Receiver, widened } from './change.ts'

type Pair = readonly [before: JsonSchema, after: JsonSchema]

/** Changes of the type, and of the values that may stand. */
export function comparedValues([before, after]: Pair, place: string, receiver: Receiver): Change[] {
  return [...comparedType([before, after], place, receiver), ...comparedEnumeration([before, after], place, receiver)]
}

function comparedType([before, after]: Pair, place: string, receiver: Receiver): Change[] {
  const [was, is] = [before['type'], after['type']]
  if (was === is) return []
  const change = `the type changed from ${typeName(was)} to ${typeName(is)}`
  if (is === undefined || (was === 'integer' && is === 'number')) return [widened(place, change, receiver, 'unsafe')]
  if (was === undefined || (was === 'number' && is === 'integer')) return [narrowed(place, change, receiver)]
  return [{ path: place, change, verdict: 'unsafe' }]
}

function typeName(type: unknown): string {
  return typeof type === 'string' ? type : 'any'
}

function comparedEnumeration([before, after]: Pair, place: string, receiver: Receiver): Change[] {
  const [had, has] = [valuesOf(before), valuesOf(after)]
  if (had === undefined && has === undefined) return []
  if (had === undefined) return [narrowed(place, 'only listed values may stand now', receiver)]
  if (has === undefined) return [widened(place, 'values outside the list may stand now', receiver, 'risky')]
  const [gone, come] = [had.filter((value) => !has.includes(value)), has.filter((value) => !had.includes(value))]
  return [
    ...(gone.length > 0 ? [narrowed(place, `the enumeration lost ${gone.join(', ')}`, receiver)] : []),
    ...(come.length > 0 ? [widened(place, `the enumeration gained ${come.join(', ')}`, receiver, 'risky')] : []),
  ]
}

function valuesOf(schema: JsonSchema): string[] | undefined {
  if ('const' in schema) return [JSON.stringify(schema['const'])]
  return Array.isArray(schema['enum']) ? schema['enum'].map((value) => JSON.stringify(value)) : undefined
}

const lower = ['minLength', 'minimum', 'minItems', 'minProperties']
const upper = ['maxLength', 'maximum', 'maxItems', 'maxProperties']

/** Rules whose old and new form a machine cannot weigh against each other. */
const unweighed = ['pattern', 'format', 'not', 'oneOf', 'if', 'then', 'dependentRequired', 'uniqueItems']

/** Changes of limits, of closedness, and of rules that can only be pointed at. */
export function comparedBounds(pair: Pair, place: string, receiver: Receiver): Change[] {
  return [
    ...lower.flatMap((keyword) => comparedLimit(pair, keyword, place, receiver, -1)),
    ...upper.flatMap((keyword) => comparedLimit(pair, keyword, place, receiver, 1)),
    ...comparedClosedness(pair, place, receiver),
    ...unweighed
      .filter((keyword) => JSON.stringify(pair[0][keyword]) !== JSON.stringify(pair[1][keyword]))
      .map((keyword): Change => ({ path: place, change: `the rule ${keyword} changed`, verdict: 'risky' })),
  ]
}

function comparedLimit(
  [before, after]: Pair,
  keyword: string,
  place: string,
  receiver: Receiver,
  outwards: 1 | -1,
): Change[] {
  const none = outwards * Infinity
  const [was, is] = [Number(before[keyword] ?? none), Number(after[keyword] ?? none)]
  if (was === is) return []
  const change = `${keyword} changed from ${shown(was)} to ${shown(is)}`
  return (is - was) * outwards > 0 ? [widened(place, change, receiver, 'risky')] : [narrowed(place, change, receiver)]
}

function shown(limit: number): string {
  return Number.isFinite(limit) ? String(limit) : 'none'
}

function comparedClosedness([before, after]: Pair, place: string, receiver: Receiver): Change[] {
  const [was, is] = [before['additionalProperties'] === false, after['additionalProperties'] === false]
  if (was === is) return []
  return is
    ? [narrowed(place, 'members of one’s own are no longer taken', receiver)]
    : [widened(place, 'members that are not named may stand', receiver, 'safe')]
}
