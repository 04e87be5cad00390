import { messageDigest, messageNumberFaults, type MessageContent, type OddNumber } from '@inquiry/envelope'
import type { ProblemCause } from '@inquiry/problems'
import {
  messageSchema,
  messageTypeNames,
  MessageId,
  parse,
  sentence,
  SourceId,
  type Fault,
  type Language,
  type Message,
  type MessageType,
} from '@inquiry/schema'
import { unknownCodes } from './codes.ts'
import { translateCodes, type LocalCode, type NodeMappings } from './translate-codes.ts'

/**
 * A message that keeps its contract once its codes are translated, with the digest that tells what was sent from another
 * message under the same id (annex A4), and the codes of the sender's own that it used.
 */
export type GoodMessage = {
  ok: true
  index: number
  id: string
  message: Message
  digest: string
  localCodes: readonly LocalCode[]
}
/**
 * A message that does not; `id` is null where it sent none of the right form. `digest` and `sourceId` are those of what
 * was sent: a message that is recorded stays so, even if it would be judged otherwise today.
 */
export type BadMessage = {
  ok: false
  index: number
  id: string | null
  type: string | null
  digest: string
  sourceId: string | undefined
  problem: ProblemCause
  localCodes: readonly LocalCode[]
}
export type CheckedMessage = GoodMessage | BadMessage

const schemas = new Map(messageTypeNames.map((type) => [type, messageSchema(type)]))

/** The seconds that a node's clock may be ahead of the hub's (annex B14). */
const maxAheadMs = 60_000

/** Judge a message by itself: its form, its numbers, its codes, its times. What the record says comes later. */
export function checkMessage(
  sender: string,
  raw: Record<string, unknown>,
  index: number,
  odd: readonly OddNumber[],
  mappings: NodeMappings,
  now: Date,
  language: Language,
): CheckedMessage {
  const id = MessageId.safeParse(raw['id']).data ?? null
  const type = typeof raw['type'] === 'string' ? raw['type'] : null
  const { message: translated, localCodes } = translateCodes(raw, mappings)
  const bad = (problem: ProblemCause): BadMessage => ({ ok: false, index, id, type, ...sent(raw), problem, localCodes })
  const root = `/messages/${index}`
  const schema = schemas.get(type as MessageType)
  if (!schema) return bad(invalid([unknownType(root, type, language)]))
  const parsed = parse(schema, translated, root, language)
  const errors = [...(parsed.ok ? [] : parsed.errors), ...messageNumberFaults(odd, index, language)]
  if (errors.length > 0 || !parsed.ok) return bad(invalid(errors))
  const message = parsed.value as Message
  const foreign = foreignExtensions(message, sender, root, language)
  if (foreign.length > 0) return bad(invalid(foreign))
  const late = misplacedTimes(message, root, now, language)
  if (late.length > 0) return bad(invalid(late))
  const codes = unknownCodes(message, root, language)
  if (codes.length > 0) return bad(unknownCode(codes))
  return { ok: true, index, id: message.id, message, digest: messageDigest(raw as MessageContent), localCodes }
}

/** What a message is known by, however bad it is. */
function sent(raw: Record<string, unknown>): { digest: string; sourceId: string | undefined } {
  const of = raw['case'] as { sourceId?: unknown } | null | undefined
  return { digest: messageDigest(raw as MessageContent), sourceId: SourceId.safeParse(of?.sourceId).data }
}

function unknownType(root: string, type: string | null, language: Language): Fault {
  const rule = type === null ? 'required' : 'enum'
  return {
    pointer: `${root}/type`,
    rule,
    message: sentence(rule, messageTypeNames.join(', '), language),
    example: 'case.submitted',
  }
}

/** Extensions are of the sender's own, under its own name (§5). */
function foreignExtensions(message: Message, sender: string, root: string, language: Language): Fault[] {
  if (message.type !== 'case.submitted') return []
  return Object.keys(message.data.extensions ?? {})
    .filter((name) => name !== sender)
    .map((name) => ({
      pointer: `${root}/data/extensions/${name}`,
      rule: 'propertyNames',
      message: sentence('propertyNames', undefined, language),
      example: sender,
    }))
}

/** `time`, `submittedAt` and `repliedAt` at most 60 s ahead; `submittedAt` and `occurredAt` not after what they precede. */
function misplacedTimes(message: Message, root: string, now: Date, language: Language): Fault[] {
  const faults: Fault[] = []
  const latest = now.getTime() + maxAheadMs
  const misplaced = (pointer: string, rule: 'future' | 'order', example: string): void =>
    void faults.push({ pointer: `${root}${pointer}`, rule, message: sentence(rule, undefined, language), example })
  const check = (pointer: string, time: string | undefined): void => {
    if (time !== undefined && Date.parse(time) > latest) misplaced(pointer, 'future', now.toISOString())
  }
  check('/time', message.time)
  if (message.type === 'case.submitted') {
    const { submittedAt, occurredAt } = message.data
    check('/data/submittedAt', submittedAt)
    if (faults.length === 0 && isLater(submittedAt, message.time)) misplaced('/data/submittedAt', 'order', message.time)
    check('/data/occurredAt', occurredAt)
  }
  if (message.type === 'case.replied') check('/data/repliedAt', message.data.repliedAt)
  return faults
}

/** Whether one time is after the other, to the nanosecond that a time may be written to; a `Date` knows milliseconds. */
function isLater(one: string, other: string): boolean {
  const apart = Date.parse(one) - Date.parse(other)
  return apart === 0 ? nanoseconds(one) > nanoseconds(other) : apart > 0
}

/** The fraction of the second, as nine digits. */
function nanoseconds(time: string): string {
  return (/\.([0-9]+)/.exec(time)?.[1] ?? '').padEnd(9, '0')
}

function invalid(errors: Fault[]): ProblemCause {
  const places = errors
    .map((e) => e.pointer)
    .slice(0, 5)
    .join('、')
  return {
    slug: 'invalid-message',
    detail: {
      zh: `消息不符合标准，请修改：${places}`,
      en: `The message breaks the standard at ${places.replaceAll('、', ', ')}.`,
    },
    errors,
  }
}

function unknownCode(errors: Fault[]): ProblemCause {
  return {
    slug: 'unknown-code',
    detail: {
      zh: '代码不在代码表中，或在该日期无效。',
      en: 'A code is not in its list, or not in force on that date.',
    },
    errors,
  }
}
