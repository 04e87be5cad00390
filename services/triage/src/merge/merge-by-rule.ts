import type { DecisionRules } from '@inquiry/decision-rules'
import type { CaseState, Command } from '@inquiry/lifecycle'
import { privateOf } from '@inquiry/lifecycle'
import type { RecordedEvent } from '@inquiry/schema'

/** The cases of a link that a rule merges, and by which rule; undefined where none does. */
export function mergingOf(
  event: RecordedEvent,
  { merging }: DecisionRules,
): { rule: string; matterId: string; caseIds: string[] } | undefined {
  if (event.type !== 'case.linked' || event.data.by !== 'rule' || event.caseId === null) return undefined
  const { kind, matterId } = event.data
  const rule = merging.find(({ kinds }) => kinds.some((one) => one === kind))
  const others = (privateOf(event).cases ?? []).map(({ caseId }) => caseId)
  return rule && { rule: rule.id, matterId, caseIds: [event.caseId, ...others] }
}

/** A command for each of the cases that is not merged yet: the primary is the one that is, else the first recorded. */
export function mergeCommands(
  states: readonly CaseState[],
  { rule, matterId }: { rule: string; matterId: string },
  primaryOf: (caseId: string) => CaseState | undefined,
): { caseId: string; command: Command }[] {
  const named = states.find(({ merged }) => merged !== null)?.merged?.primary
  const first = states.toSorted((one, other) => (one.caseId < other.caseId ? -1 : 1))[0]
  const primary = named === undefined ? first : primaryOf(named)
  if (!primary || states.length < 2) return []
  const command: Command = { kind: 'merge', matterId, primary, author: { by: 'rule', rule } }
  const own = states.filter(({ merged, caseId }) => merged === null && caseId !== primary.caseId)
  return [...own, ...(primary.merged === null ? [primary] : [])].map(({ caseId }) => ({ caseId, command }))
}
