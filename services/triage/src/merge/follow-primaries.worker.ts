import { appendIn, readOnce, recordedEvent, type LogHead, type LogOptions } from '@inquiry/case-log'
import { contextAt, loadCases, rulesInForce, saveCases, settle, type CaseFile } from '@inquiry/case-record'
import type { Calendar } from '@inquiry/clocks'
import type { Database, Transaction } from '@inquiry/database'
import type { DecisionRules } from '@inquiry/decision-rules'
import type { Command, Context } from '@inquiry/lifecycle'
import type { EventType, RecordedEvent } from '@inquiry/schema'
import type { Step } from '@inquiry/work-loop'
import { mergeCommands, mergingOf } from './merge-by-rule.ts'
import { alreadyDerived, anyServes, enterMerged, removeMerged, servedBy, splitByHand } from './merged-cases.query.ts'

/** The reader by which one handling serves all cases merged into it. */
export const mergeReader = 'merging'

const batch = 250

export type MergeOptions = LogOptions & { db: Database; calendars: () => readonly Calendar[] }

/** What a primary goes through that those merged into it go through with it. */
const shared: ReadonlySet<EventType> = new Set([
  'case.accepted',
  'case.progressed',
  'case.paused',
  'case.resumed',
  'case.replied',
  'case.closed',
  'case.withdrawn',
  'case.declined',
  'case.extended',
  'case.due-changed',
])
const relating: ReadonlySet<EventType> = new Set(['case.merged', 'case.split', 'case.linked'])

/**
 * One step: what was said of primaries becomes an event of each case merged into them; what rules merge is merged. An
 * event that was derived before is not derived again, so the reader may begin anew.
 */
export function followPrimariesStep(options: MergeOptions): Step {
  return () =>
    readOnce(options.db, mergeReader, batch, async (tx, stored) => {
      const telling = stored.filter(({ type }) => shared.has(type) || relating.has(type))
      if (telling.length === 0) return
      const { rules } = await rulesInForce(tx)
      const events = telling.map(recordedEvent)
      if (await concernsNobody(tx, events, rules)) return
      await appendIn(tx, options, async (head) => {
        const context = contextAt(head, options.hubId, () => true, options.calendars())
        for (const event of events) await follow({ tx, head, context, rules }, event)
      })
    })
}

async function concernsNobody(
  tx: Transaction,
  events: readonly RecordedEvent[],
  rules: DecisionRules,
): Promise<boolean> {
  if (events.some((event) => event.type === 'case.merged' || event.type === 'case.split')) return false
  if (events.some((event) => mergingOf(event, rules))) return false
  return !(await anyServes(
    tx,
    events.flatMap(({ caseId }) => caseId ?? []),
  ))
}

type Work = { tx: Transaction; head: LogHead; context: Context; rules: DecisionRules }

async function follow(work: Work, event: RecordedEvent): Promise<void> {
  const { caseId, position } = event
  if (caseId === null) return
  if (event.type === 'case.merged') {
    const { primary } = event.data
    if (primary !== caseId) await enterMerged(work.tx, { caseId, primaryId: primary, position })
  } else if (event.type === 'case.split') await removeMerged(work.tx, caseId, position)
  else if (event.type === 'case.linked') await mergeLinked(work, event)
  else await derive(work, caseId, event)
}

async function derive({ tx, head, context }: Work, primaryId: string, event: RecordedEvent): Promise<void> {
  const served = await servedBy(tx, primaryId, event.position)
  if (served.length === 0) return
  const derived = await alreadyDerived(tx, served, `${context.hubId}:${event.position}`)
  const files = await loadCases(tx, [primaryId, ...served])
  const primary = files.get(primaryId)?.state
  if (!primary) return
  const command: Command = { kind: 'derive', from: event, primary }
  const waiting = served.filter((caseId) => !derived.has(caseId))
  await settleAll(
    { tx, head, context },
    files,
    waiting.map((caseId) => ({ caseId, command })),
  )
}

async function mergeLinked({ tx, head, context, rules }: Work, event: RecordedEvent): Promise<void> {
  const merging = mergingOf(event, rules)
  if (!merging) return
  const byHand = await splitByHand(tx, merging.caseIds)
  const caseIds = merging.caseIds.filter((id) => !byHand.has(id))
  const files = await loadCases(tx, caseIds)
  const named = [...files.values()].flatMap(({ state }) => state.merged?.primary ?? [])
  for (const [id, file] of await loadCases(
    tx,
    named.filter((primary) => !files.has(primary)),
  ))
    files.set(id, file)
  const states = caseIds.flatMap((id) => files.get(id)?.state ?? [])
  await settleAll(
    { tx, head, context },
    files,
    mergeCommands(states, merging, (caseId) => files.get(caseId)?.state),
  )
}

/** Settle what can be; what the lifecycle refuses by now is left as it is. */
async function settleAll(
  { tx, head, context }: Omit<Work, 'rules'>,
  files: ReadonlyMap<string, CaseFile>,
  commands: readonly { caseId: string; command: Command }[],
): Promise<void> {
  const changed = commands.flatMap(({ caseId, command }): CaseFile[] => {
    const file = files.get(caseId)
    const settled = file && settle(head, file.state, command, context)
    return file && settled?.ok ? [{ ...file, state: settled.state }] : []
  })
  await saveCases(tx, changed)
}
