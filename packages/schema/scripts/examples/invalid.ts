import type { EventType, MessageType } from '../../src/index.ts'
import { eventContract, messageContract } from '../schemas/contracts.ts'
import { printSchema } from '../schemas/print.ts'
import { type Breakage, breakages } from './breakages.ts'
import { validEvents } from './valid-events.ts'
import { type ValidExample, validMessages } from './valid-messages.ts'

/** A message of the type broken in every way that its contract names, and in those that join two members. */
export function invalidMessages(type: MessageType): Breakage[] {
  const message = fullExample(validMessages, type)
  const broken = breakages(printSchema(messageContract(type)), message)
  return type === 'case.submitted' ? [...broken, ...acrossMembers(message)] : broken
}

/** An event of the type broken at every place by every rule, once. */
export function invalidEvents(type: EventType): Breakage[] {
  const broken = breakages(printSchema(eventContract(type)), fullExample(validEvents, type))
  return [...new Map(broken.map((breakage) => [`${breakage.pointer} ${breakage.rule}`, breakage])).values()]
}

function fullExample<T extends string>(examples: readonly ValidExample<T>[], type: T): Record<string, unknown> {
  const found = examples.find((example) => example.type === type && example.name === 'full')
  if (found === undefined) throw new Error(`${type} has no example with all its members`)
  return found.value
}

function acrossMembers(message: Record<string, unknown>): Breakage[] {
  const data = message['data'] as Record<string, unknown>
  const reporter = data['reporter'] as Record<string, unknown>
  const accusing = { ...message, data: { ...data, subjectNode: '440106-cg' } }
  const sealing = { ...message, data: { ...data, reporter: { ...reporter, kind: 'anonymous' } } }
  return [
    { pointer: '/data/subjectNode', rule: 'report-only', value: accusing },
    { pointer: '/data/reporter/sealed', rule: 'sealed', value: sealing },
  ]
}
