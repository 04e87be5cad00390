import {
  eventTypes,
  natures,
  outcomes,
  supervisionLevels,
  urgencies,
  entryOf,
  type CodeList,
  type InboxEvent,
} from '@inquiry/schema'
import type { ReporterIdentity } from '@inquiry/envelope'
import { divisions } from '@inquiry/schema/division'
import type { OwnCase } from '../ledger/ledger.query.ts'

/** What a person reads of an event, by column; a column without a value is left out. */
export type EventRow = Partial<Record<Column, string>>

/** The columns of both tables, with their headings. */
export const headings = {
  sourceId: { zh: '本地编号', en: 'own number' },
  caseId: { zh: '案件编号', en: 'case' },
  queryCode: { zh: '查询码', en: 'query code' },
  time: { zh: '时间', en: 'time' },
  event: { zh: '事项', en: 'event' },
  role: { zh: '角色', en: 'role' },
  node: { zh: '办理节点', en: 'node' },
  unit: { zh: '单位', en: 'unit' },
  nature: { zh: '性质', en: 'nature' },
  urgency: { zh: '紧急程度', en: 'urgency' },
  title: { zh: '标题', en: 'title' },
  text: { zh: '内容', en: 'content' },
  division: { zh: '区划', en: 'division' },
  address: { zh: '地址', en: 'address' },
  submittedAt: { zh: '提交时间', en: 'submitted' },
  dueAt: { zh: '期限', en: 'due' },
  name: { zh: '来访人', en: 'reporter' },
  phone: { zh: '电话', en: 'phone' },
  idNumber: { zh: '证件号', en: 'id number' },
  email: { zh: '邮箱', en: 'e-mail' },
  outcome: { zh: '结果', en: 'outcome' },
  supervision: { zh: '督办编号', en: 'supervision' },
  said: { zh: '说明', en: 'said' },
  eventId: { zh: '事件编号', en: 'event id' },
} as const
export type Column = keyof typeof headings

const roles: Record<string, string> = { origin: '来源', lead: '主办', assist: '协办', reviewer: '复查', self: '本节点' }

/** What the gateway knows beside the event: the city's own number, and the reporter opened for it. */
export type Beside = {
  own: OwnCase | undefined
  reporter: ReporterIdentity | undefined
}

/** An event as a row of a table. */
export function eventRow(event: InboxEvent, { own, reporter }: Beside): EventRow {
  const { data } = event
  const { case: file, role } = event.private
  const message = (event.private.message ?? {}) as Record<string, unknown>
  const name = event.type.replace(/^inquiry\.|\.v1$/g, '')
  return withoutEmpty({
    sourceId: own?.sourceId,
    caseId: event.subject,
    queryCode: own?.queryCode ?? undefined,
    time: localText(event.time),
    event: (eventTypes as Record<string, { zh: string } | undefined>)[name]?.zh ?? name,
    role: roles[role],
    node: textIn(data, 'node') ?? undefined,
    unit: textIn(message, 'unit'),
    nature: file && labelOf(natures, file.nature),
    urgency: file && labelOf(urgencies, file.urgency),
    title: file?.title,
    text: file?.content,
    division: file && `${labelOf(divisions, file.division)} ${file.division}`,
    address: file?.place?.address,
    submittedAt: file && localText(file.submittedAt),
    dueAt: dueOf(data),
    ...reporter,
    outcome: labelOf(outcomes, textIn(message, 'outcome') ?? textIn(data, 'outcome')),
    supervision: textIn(data, 'supervisionId'),
    said: saidIn(message) ?? event.private.reason ?? levelOf(data),
    eventId: event.id,
  })
}

function textIn(value: Record<string, unknown>, name: string): string | undefined {
  const text = value[name]
  return typeof text === 'string' ? text : undefined
}

/** What somebody wrote: the reply, the note of a step, the reason of a return. */
function saidIn(message: Record<string, unknown>): string | undefined {
  const texts = ['content', 'note', 'explanation', 'comment', 'reason'].flatMap((name) => textIn(message, name) ?? [])
  return texts[0]
}

function levelOf(data: Record<string, unknown>): string | undefined {
  return labelOf(supervisionLevels, textIn(data, 'level'))
}

/** The last day of the next period that runs. */
function dueOf(data: Record<string, unknown>): string | undefined {
  const list = Array.isArray(data['due']) ? (data['due'] as { dueAt?: string }[]) : []
  const all = [
    ...list.flatMap(({ dueAt }) => dueAt ?? []),
    ...['dueAt', 'to', 'answerBy'].flatMap((n) => textIn(data, n) ?? []),
  ]
  const first = all.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0]
  return first && localText(first)
}

function labelOf(list: CodeList, code: string | undefined): string | undefined {
  return code === undefined ? undefined : (entryOf(list, code)?.zh ?? code)
}

/** A time as people in China write it. */
export function localText(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}

function withoutEmpty(row: Record<string, string | undefined>): EventRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
}
