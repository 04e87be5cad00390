import { eventTypeNames, type EventType, eventTypes, inboxEventSchema, wireType } from '../../src/index.ts'
import { exampleOf } from '../examples/example.ts'
import { validEvents } from '../examples/valid-events.ts'
import { eventContract } from '../schemas/contracts.ts'
import { definitionsOf, type JsonSchema, printSchema } from '../schemas/print.ts'

/** The names under which a type's two messages stand: as everybody may see it, and as it lies in an inbox. */
export function messageNames(type: EventType): { open: string; inbox: string } {
  return { open: type, inbox: `inbox.${type}` }
}

/** Every event as a message with payload, labels and example, and the schemas that the payloads name. */
export function components(): { messages: Record<string, unknown>; schemas: Record<string, JsonSchema> } {
  const schemas: Record<string, JsonSchema> = {}
  const messages = Object.fromEntries(eventTypeNames.flatMap((type) => messagesOf(type, schemas)))
  return { messages, schemas }
}

function messagesOf(type: EventType, schemas: Record<string, JsonSchema>): [string, unknown][] {
  const names = messageNames(type)
  const open = printSchema(eventContract(type))
  const inbox = printSchema({
    path: `inbox/${type}.json`,
    title: `${type} in an inbox`,
    schema: inboxEventSchema(type),
  })
  const example = validEvents.find((valid) => valid.type === type && valid.name === 'full')?.value ?? {}
  const part = exampleOf(inbox, 'all') as { private: unknown }
  return [
    [names.open, message(type, hoisted(open, type, schemas), example)],
    [names.inbox, message(type, hoisted(inbox, names.inbox, schemas), { ...example, private: part.private })],
  ]
}

function message(type: EventType, payload: JsonSchema, example: unknown): unknown {
  return {
    name: wireType(type),
    title: `${eventTypes[type].zh} ${eventTypes[type].en}`,
    contentType: 'application/cloudevents+json',
    payload,
    examples: [{ name: type, payload: example }],
  }
}

/** The document without definitions of its own: they are moved to `schemas`, and all references follow them. */
function hoisted(document: JsonSchema, name: string, schemas: Record<string, JsonSchema>): JsonSchema {
  for (const [key, definition] of Object.entries(definitionsOf(document))) {
    schemas[placed(key, name)] = redirected(definition, name)
  }
  const { $defs: _definitions, $id: _address, $schema: _dialect, ...body } = document
  schemas[name] = redirected(body, name)
  return { $ref: `#/components/schemas/${name}` }
}

/** The contract of a type's data is the type's own; every other definition is one for all. */
function placed(key: string, name: string): string {
  return key === 'data' ? `${name}.data` : key
}

function redirected(schema: JsonSchema, name: string): JsonSchema {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === '$ref' && typeof value === 'string'
      ? value.replace(/^#\/\$defs\/(.+)$/u, (_, to: string) => `#/components/schemas/${placed(to, name)}`)
      : value,
  )
  return JSON.parse(text) as JsonSchema
}
