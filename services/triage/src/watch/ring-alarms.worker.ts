import { appendIn, type LogHead, type LogOptions } from '@inquiry/case-log'
import {
  contextAt,
  loadCases,
  reloadChanged,
  rulesInForce,
  saveCases,
  settle,
  type CaseFile,
} from '@inquiry/case-record'
import type { Calendar } from '@inquiry/clocks'
import type { Database, Transaction } from '@inquiry/database'
import type { DecisionRules } from '@inquiry/decision-rules'
import type { CaseState, Command, Context } from '@inquiry/lifecycle'
import type { Step as ClockStep } from '@inquiry/schema'
import type { Step } from '@inquiry/work-loop'
import { isAnyDue, takeAlarms, type TakenAlarm } from './alarms.query.ts'
import { ordered } from './order-by-rule.ts'

/** The name under which the ringing of alarms is reported. */
export const ringerName = 'watch'

export type WatchOptions = LogOptions & {
  db: Database
  calendars: () => readonly Calendar[]
  /** Told while more is due than one transaction takes, so that others may give way. */
  crowded?: () => void
}

/** How many alarms one transaction takes: the log's head is held for the time that so many decisions need. */
const batch = 250

/**
 * One step: say what is due by the hub's clock. The alarms are taken, each case is judged anew as it stands, and what
 * follows is recorded, all in one transaction: whatever dies, each date is told once, and many that fall on one instant
 * are told together. Two transactions go side by side, so that one reads its cases while the other writes.
 */
export function ringAlarmsStep(options: WatchOptions): Step {
  return async () => {
    if (!(await isAnyDue(options.db, options.now()))) return 0
    const [one, other] = await Promise.all([ringBatch(options), ringBatch(options)])
    if (one + other === 2 * batch) options.crowded?.()
    return one + other
  }
}

function ringBatch({ db, calendars, ...log }: WatchOptions): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const alarms = await takeAlarms(tx, log.now(), batch)
    if (alarms.length === 0) return 0
    const { rules } = await rulesInForce(tx)
    const known = await loadCases(tx, [...new Set(alarms.map(({ caseId }) => caseId))])
    const judging = { rules, calendars: calendars(), hubId: log.hubId }
    await appendIn(tx, log, async (head) => ring(tx, head, alarms, await reloadChanged(tx, known), judging))
    return alarms.length
  })
}

type Judging = { rules: DecisionRules; calendars: readonly Calendar[]; hubId: string }

async function ring(
  tx: Transaction,
  head: LogHead,
  alarms: readonly TakenAlarm[],
  before: ReadonlyMap<string, CaseFile>,
  { rules, calendars, hubId }: Judging,
): Promise<void> {
  const files = new Map(before)
  const context = contextAt(head, hubId, () => true, calendars)
  for (const alarm of alarms) {
    const file = files.get(alarm.caseId)
    const command = file && commandFor(alarm, file.state, rules, context, calendars)
    const settled = command && settle(head, file.state, command, context)
    if (settled?.ok) files.set(alarm.caseId, { ...file, state: settled.state } as CaseFile)
  }
  await saveCases(
    tx,
    [...files.values()].filter((file) => file !== before.get(file.state.caseId)),
  )
}

/** What the alarm comes to in the case as it stands; the lifecycle refuses what was said before or is no more true. */
function commandFor(
  { kind, step, dueAt }: TakenAlarm,
  state: CaseState,
  rules: DecisionRules,
  { now }: Context,
  calendars: readonly Calendar[],
): Command | undefined {
  switch (kind) {
    case 'due-soon':
    case 'overdue':
      return { kind: 'announce', type: `case.${kind}`, step: step as ClockStep, dueAt }
    case 'supervise':
      return ordered(state, rules, { now }, calendars)
    case 'hotspot':
      return ordered(state, rules, { now, hotspotSince: dueAt }, calendars)
    default:
      return undefined
  }
}
