import { definitionsOf, type JsonSchema } from '../schemas/print.ts'
import { replacementsFor } from './replacements.ts'

/** A value that breaks one rule of a contract at one place. */
export type Breakage = { pointer: string; rule: string; value: unknown }

type Place = { document: JsonSchema; root: unknown; steps: readonly (string | number)[] }

/** The valid value broken at every place and by every rule that the schema has there, one at a time. */
export function breakages(document: JsonSchema, valid: unknown): Breakage[] {
  return at({ document, root: valid, steps: [] }, document, valid)
}

function at(place: Place, written: JsonSchema, value: unknown): Breakage[] {
  const schema = resolved(place.document, written)
  const replaced = replacementsFor(schema, value).map(({ rule, value: bad }) => broken(place, place.steps, rule, bad))
  if (Array.isArray(value)) return [...replaced, ...inItems(place, schema, value)]
  if (typeof value !== 'object' || value === null) return replaced
  return [...replaced, ...inMembers(place, schema, value as Record<string, unknown>)]
}

function inItems(place: Place, schema: JsonSchema, value: unknown[]): Breakage[] {
  if (value.length === 0) return []
  return at({ ...place, steps: [...place.steps, 0] }, schema['items'] as JsonSchema, value[0])
}

function inMembers(place: Place, schema: JsonSchema, value: Record<string, unknown>): Breakage[] {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>
  const required = (schema['required'] ?? []) as string[]
  const below = Object.entries(properties).filter(([name]) => value[name] !== undefined)
  return [
    ...required.map((name) => broken(place, [...place.steps, name], 'required', undefined)),
    ...strangers(place, schema),
    ...dependants(place, schema, value),
    ...below.flatMap(([name, member]) => at({ ...place, steps: [...place.steps, name] }, member, value[name])),
  ]
}

/** A member that the contract does not know, or a name that may not stand in a table. */
function strangers(place: Place, schema: JsonSchema): Breakage[] {
  if (schema['additionalProperties'] === false) {
    return [broken(place, [...place.steps, 'unheardOf'], 'unknown-member', true)]
  }
  const names = schema['propertyNames'] as JsonSchema | undefined
  if (names === undefined || Object.keys(names).join() === 'type') return []
  return [broken(place, [...place.steps, 'Unheard Of'], 'enum' in names ? 'unknown-member' : 'propertyNames', 1)]
}

function dependants(place: Place, schema: JsonSchema, value: Record<string, unknown>): Breakage[] {
  const needs = (schema['dependentRequired'] ?? {}) as Record<string, string[]>
  return Object.keys(needs)
    .filter((name) => value[name] !== undefined)
    .map((name) => broken(place, [...place.steps, name], 'required', undefined))
}

function broken(place: Place, steps: Place['steps'], rule: string, bad: unknown): Breakage {
  return { pointer: steps.map((step) => `/${step}`).join(''), rule, value: changed(place.root, steps, bad) }
}

/** A copy of the value with another value at the place, or without a member there. */
function changed(value: unknown, [step, ...rest]: Place['steps'], bad: unknown): unknown {
  if (step === undefined) return bad
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? changed(item, rest, bad) : (item as unknown)))
  const object = value as Record<string, unknown>
  if (rest.length > 0 || bad !== undefined) return { ...object, [step]: changed(object[step], rest, bad) }
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== step))
}

function resolved(document: JsonSchema, schema: JsonSchema): JsonSchema {
  const reference = schema['$ref']
  if (typeof reference !== 'string') return schema
  return resolved(document, definitionsOf(document)[reference.slice('#/$defs/'.length)] ?? {})
}
