import {
  channels,
  type CodeList,
  declineReasons,
  entryOf,
  type EventType,
  type InboxPrivate,
  natures,
  outcomes,
  pauseReasons,
  returnReasons,
  supervisionLevels,
} from '@inquiry/schema'
import { labelOf } from '../labels/labels.ts'
import type { Language } from '../language/language.tsx'
import type { Text } from '../language/zh.ts'

/** One thing to know of an event: a plain value, a node's code, or an instant. */
export type Detail = { label: string; value: string; kind: 'plain' | 'node' | 'instant' }
/** Free text that somebody wrote. */
export type Said = { member: string; words: string }

type Data = Readonly<Record<string, unknown>>
type Reading = (data: Data, language: Language, text: Text) => (Detail | undefined)[]

const plain = (label: string, value: unknown): Detail | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number'
    ? { label, value: String(value), kind: 'plain' }
    : undefined
const node = (label: string, value: unknown): Detail | undefined =>
  typeof value === 'string' ? { label, value, kind: 'node' } : undefined
const instant = (label: string, value: unknown): Detail | undefined =>
  typeof value === 'string' ? { label, value, kind: 'instant' } : undefined
const coded = (label: string, list: CodeList, value: unknown, language: Language): Detail | undefined =>
  typeof value === 'string' ? plain(label, labelOf(list, value, language)) : undefined

const assigned: Reading = (data, language, text) => [
  node(data['role'] === 'assist' ? text.event.assisting : text.event.to, data['node']),
  plain(text.file.assignment, sentenceIn(data['why'], language)),
]
/** A node that returns a case may give either list's reason: the label is found in the one that has it. */
const refused: Reading = (data, language, text) => [
  coded(
    text.event.reason,
    [declineReasons, returnReasons].find((list) => hasCode(list, data['reason'])) ?? declineReasons,
    data['reason'],
    language,
  ),
]
const due: Reading = (data, _language, text) => [
  plain(text.event.step, stepName(data['step'], text)),
  instant(text.event.due, data['dueAt']),
]
const linked: Reading = (data, _language, text) => [
  plain(text.matters.title, kindName(data['kind'], text)),
  plain(text.event.score, typeof data['score'] === 'number' ? data['score'].toFixed(2) : undefined),
]

/** What is worth reading in the public data of an event, by its type; types not named have a label that says all. */
const readings: Partial<Record<EventType, Reading>> = {
  'case.submitted': (data, language, text) => [
    coded(text.cases.nature, natures, data['nature'], language),
    coded(text.event.channel, channels, data['channel'], language),
  ],
  'case.amended': (data, _language, text) => [plain(text.event.changed, changedMembers(data['changed'], text))],
  'case.assigned': assigned,
  'case.designated': assigned,
  'case.relieved': (data, _language, text) => [node(text.nodes.node, data['node'])],
  'case.declined': refused,
  'case.returned': refused,
  'case.paused': (data, language, text) => [coded(text.event.reason, pauseReasons, data['reason'], language)],
  'case.closed': (data, language, text) => [coded(text.event.outcome, outcomes, data['outcome'], language)],
  'case.reviewed': (data, _language, text) => [plain(text.event.outcome, reviewName(data['outcome'], text))],
  'case.rated': (data, _language, text) => [plain(text.event.rating, data['rating'])],
  'case.extension-requested': (data, _language, text) => [plain(text.event.until, data['until'])],
  'case.extended': (data, _language, text) => [plain(text.event.until, data['until'])],
  'case.review-assigned': (data, _language, text) => [node(text.file.reviewer, data['node'])],
  'case.due-soon': due,
  'case.overdue': due,
  'case.due-changed': (data, _language, text) => [
    plain(text.event.step, stepName(data['step'], text)),
    instant(text.event.from, data['from']),
    instant(text.event.due, data['to']),
  ],
  'case.linked': linked,
  'supervision.issued': (data, language, text) => [
    coded(text.event.level, supervisionLevels, data['level'], language),
    instant(text.event.answerBy, data['answerBy']),
  ],
}

/** What is worth reading in an event's public data. */
export function detailsOf(type: EventType, data: Data, language: Language, text: Text): Detail[] {
  return (readings[type]?.(data, language, text) ?? []).filter((detail) => detail !== undefined)
}

const spoken = ['content', 'explanation', 'note', 'comment', 'reason'] as const

/** The free texts of an event's private part that belong to a timeline; a case's own text stands above it. */
export function saidIn(part: InboxPrivate): Said[] {
  const message = dataIn(part.message)
  const isSubmission = 'title' in message
  const written = isSubmission ? [] : spoken.map((member) => ({ member, words: message[member] }))
  return [...written, { member: 'coordinator', words: part.reason }]
    .map(({ member, words }) => ({ member, words: typeof words === 'string' ? words : '' }))
    .filter((said) => said.words !== '' && !isCode(said))
}

/** A reason that is a code is told by its label already. */
function isCode({ member, words }: Said): boolean {
  return member === 'reason' && /^[a-z]+(-[a-z]+)*$/.test(words)
}

function sentenceIn(value: unknown, language: Language): string | undefined {
  const sentence = dataIn(value)[language]
  return typeof sentence === 'string' ? sentence : undefined
}

function dataIn(value: unknown): Data {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function changedMembers(changed: unknown, text: Text): string {
  const members: unknown[] = Array.isArray(changed) ? changed : []
  return members.map((member) => nameIn(text.event.members, member) ?? String(member)).join(text.listGap)
}

function hasCode(list: CodeList, code: unknown): boolean {
  return typeof code === 'string' && entryOf(list, code) !== undefined
}

function stepName(step: unknown, text: Text): string | undefined {
  return nameIn(text.file.steps, step)
}

function kindName(kind: unknown, text: Text): string | undefined {
  return nameIn(text.matters.kinds, kind)
}

function reviewName(outcome: unknown, text: Text): string | undefined {
  return nameIn(text.event.reviewed, outcome)
}

function nameIn(names: Readonly<Record<string, string>>, code: unknown): string | undefined {
  return typeof code === 'string' ? names[code] : undefined
}
