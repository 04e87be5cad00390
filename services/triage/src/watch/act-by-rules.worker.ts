import { appendIn, readOnce, recordedEvent, type LogHead, type StoredEvent } from '@inquiry/case-log'
import { contextAt, loadCases, rulesInForce, saveCases, settle } from '@inquiry/case-record'
import type { Transaction } from '@inquiry/database'
import { reopeningByRule, reviewByRule, type DecisionRules } from '@inquiry/decision-rules'
import type { CaseState, Command } from '@inquiry/lifecycle'
import { nodeDirectory } from '@inquiry/routing'
import { listNodes } from '@inquiry/registry'
import type { EventType } from '@inquiry/schema'
import type { Step } from '@inquiry/work-loop'
import { clearHotspotAlarms, setHotspotAlarms } from './alarms.query.ts'
import { ordered } from './order-by-rule.ts'
import type { WatchOptions } from './ring-alarms.worker.ts'

/** The reader that does what the province's rules say at once upon an event. */
export const ruleReader = 'rules'

const batch = 250

type Judge = (state: CaseState, rules: DecisionRules, now: string, options: WatchOptions) => Command | undefined

/** What the rules are asked upon which event. */
const questions: Partial<Record<EventType, Judge>> = {
  'case.returned': supervision,
  'case.rated': supervision,
  'case.reopen-requested': reopeningByRule,
  'case.review-requested': reviewByRule,
}

const types = [...(Object.keys(questions) as EventType[]), 'hotspot.raised', 'hotspot.lowered'] as const

/** One step: the next events that a rule may act upon, and the hot spots whose answering is watched. */
export function actByRulesStep(options: WatchOptions): Step {
  return () =>
    readOnce(
      options.db,
      ruleReader,
      batch,
      async (tx, events) => {
        const { rules } = await rulesInForce(tx)
        for (const event of events) await watchHotspot(tx, event, rules)
        const asking = events.filter((event) => questions[event.type])
        if (asking.length > 0) await appendIn(tx, options, (head) => act(tx, head, asking, rules, options))
      },
      { types },
    )
}

async function act(
  tx: Transaction,
  head: LogHead,
  events: readonly StoredEvent[],
  rules: DecisionRules,
  options: WatchOptions,
): Promise<void> {
  const nodes = nodeDirectory(await listNodes(tx))
  const files = await loadCases(tx, [...new Set(events.flatMap((event) => event.caseId ?? []))])
  const context = contextAt(head, options.hubId, nodes.has, options.calendars())
  const acted = new Set<string>()
  for (const { type, caseId } of events) {
    const file = caseId === null ? undefined : files.get(caseId)
    const command = file && questions[type]?.(file.state, rules, head.time, options)
    const settled = command && settle(head, file.state, command, context)
    if (!file || !settled?.ok) continue
    files.set(file.state.caseId, { ...file, state: settled.state })
    acted.add(file.state.caseId)
  }
  await saveCases(
    tx,
    [...files.values()].filter(({ state }) => acted.has(state.caseId)),
  )
}

function supervision(
  state: CaseState,
  rules: DecisionRules,
  now: string,
  { calendars }: WatchOptions,
): Command | undefined {
  return ordered(state, rules, { now }, calendars())
}

async function watchHotspot(
  tx: Transaction,
  stored: StoredEvent,
  { supervision: orders }: DecisionRules,
): Promise<void> {
  const event = recordedEvent(stored)
  if (event.type === 'hotspot.lowered') await clearHotspotAlarms(tx, event.data.matterId)
  if (event.type !== 'hotspot.raised') return
  const waiting = orders.flatMap(({ id, when }) =>
    when.kind === 'hotspot-unanswered' ? [{ id, hours: when.hours }] : [],
  )
  await setHotspotAlarms(tx, event.data.matterId, event.time, waiting)
}
