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
import type { Column } from '../settings/columns.ts'

/** What a person reads of an event, by column; a column without a value is left out. */
export type EventRow = Partial<Record<Column, string>>

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
