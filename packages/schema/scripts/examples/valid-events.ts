import { dataSchema, eventTypeNames, type EventType, wireType } from '../../src/index.ts'
import { eventContract } from '../schemas/contracts.ts'
import { printSchema } from '../schemas/print.ts'
import { exampleOf, type Members } from './example.ts'
import type { ValidExample } from './valid-messages.ts'

/** Every event type with the members it must have and with all it may have. */
export const validEvents: readonly ValidExample<EventType>[] = eventTypeNames.flatMap((type) => [
  { type, name: 'minimal', value: made(type, 'required') },
  { type, name: 'full', value: made(type, 'all') },
])

function made(type: EventType, members: Members): Record<string, unknown> {
  const event = exampleOf(printSchema(eventContract(type)), members) as Record<string, unknown>
  const subject = type.startsWith('node.')
    ? { subject: '440100', division: '440100' }
    : type.startsWith('hub.') || type.startsWith('assessment.')
      ? { subject: '440000-hub', division: '440000' }
      : {}
  return { ...event, type: wireType(type), dataschema: dataSchema(type), ...subject }
}
