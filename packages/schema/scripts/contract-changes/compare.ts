import { definitionsOf, type JsonSchema } from '../schemas/print.ts'
import { type Change, narrowed, type Receiver, widened } from './change.ts'
import { comparedBounds, comparedValues } from './keywords.ts'

/** Contracts as printed documents, by their path below `schemas/1.0`. */
export type Contracts = Readonly<Record<string, JsonSchema>>

/** What changed from the released contracts to today's, each change with its place and what it means for nodes. */
export function compareContracts(released: Contracts, today: Contracts): Change[] {
  const kept = Object.entries(released).flatMap(([path, document]) => {
    const now = today[path]
    if (now === undefined) return [{ path, change: 'the contract was removed', verdict: 'unsafe' as const }]
    return compared({ documents: [document, now], receiver: receiverOf(path) }, [document, now], path)
  })
  const added = Object.keys(today).filter((path) => !(path in released))
  return [...kept, ...added.map((path) => ({ path, change: 'the contract was added', verdict: 'safe' as const }))]
}

type Pair = readonly [before: JsonSchema, after: JsonSchema]
type Context = { documents: Pair; receiver: Receiver }

/** What nodes send is taken by the hub; events, answers, problems and receipts are read by nodes. */
function receiverOf(path: string): Receiver {
  const fromHub = /^tokens\/(Enrolment)?Receipt/u.test(path)
  return /^(messages|requests|tokens)\//u.test(path) && !fromHub ? 'hub' : 'node'
}

function compared(context: Context, written: Pair, place: string): Change[] {
  const pair: Pair = [resolved(context.documents[0], written[0]), resolved(context.documents[1], written[1])]
  const changes = [
    ...comparedValues(pair, place, context.receiver),
    ...comparedBounds(pair, place, context.receiver),
    ...comparedMembers(context, pair, place),
    ...comparedParts(context, pair, place),
    ...comparedForms(context, pair, place),
  ]
  return changes
}

function comparedMembers(context: Context, [before, after]: Pair, place: string): Change[] {
  const { receiver } = context
  const [had, has] = [membersOf(before), membersOf(after)]
  const [needed, needs] = [requiredOf(before), requiredOf(after)]
  const kept = Object.keys(had).filter((name) => name in has)
  return [
    ...Object.keys(had)
      .filter((name) => !(name in has))
      .map((name) => ({ path: `${place}/${name}`, change: 'the member was removed', verdict: 'unsafe' as const })),
    ...Object.keys(has)
      .filter((name) => !(name in had) && !needs.has(name))
      .map((name) => widened(`${place}/${name}`, 'an optional member was added', receiver, 'safe')),
    ...[...needs]
      .filter((name) => !needed.has(name))
      .map((name) => narrowed(`${place}/${name}`, 'the member is now required', receiver)),
    ...[...needed]
      .filter((name) => !needs.has(name) && name in has)
      .map((name) => widened(`${place}/${name}`, 'the member is no longer always there', receiver, 'unsafe')),
    ...kept.flatMap((name) => compared(context, [had[name] ?? {}, has[name] ?? {}], `${place}/${name}`)),
  ]
}

/** The items of a list and the values of a table; a list or table of anything has the schema `{}`. */
function comparedParts(context: Context, [before, after]: Pair, place: string): Change[] {
  const parts = (['items', 'additionalProperties', 'propertyNames'] as const).filter(
    (keyword) => isSchema(before[keyword]) && isSchema(after[keyword]),
  )
  return parts.flatMap((keyword) =>
    compared(context, [before[keyword] as JsonSchema, after[keyword] as JsonSchema], `${place}/*`),
  )
}

/** Alternatives, compared in the order in which they stand. */
function comparedForms(context: Context, [before, after]: Pair, place: string): Change[] {
  const [had, has] = [formsOf(before), formsOf(after)]
  const shared = had.slice(0, has.length).flatMap((form, i) => compared(context, [form, has[i] ?? {}], place))
  if (had.length > has.length) return [...shared, narrowed(place, 'one of the forms was removed', context.receiver)]
  if (had.length < has.length) return [...shared, widened(place, 'another form was added', context.receiver, 'risky')]
  return shared
}

function membersOf(schema: JsonSchema): Record<string, JsonSchema> {
  return (schema['properties'] ?? {}) as Record<string, JsonSchema>
}

function requiredOf(schema: JsonSchema): Set<string> {
  return new Set((schema['required'] ?? []) as string[])
}

function formsOf(schema: JsonSchema): JsonSchema[] {
  return (schema['anyOf'] ?? []) as JsonSchema[]
}

function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function resolved(document: JsonSchema, schema: JsonSchema): JsonSchema {
  const reference = schema['$ref']
  if (typeof reference !== 'string') return schema
  return resolved(document, definitionsOf(document)[reference.slice('#/$defs/'.length)] ?? {})
}
