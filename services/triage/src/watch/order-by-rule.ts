import { dueDate, type Calendar, type DeadlineProfile } from '@inquiry/clocks'
import type { DecisionRules } from '@inquiry/decision-rules'
import { wantedSupervision, type CaseState, type Command, type Watch } from '@inquiry/lifecycle'
import { v7 as uuidv7 } from 'uuid'

/** The order that the rules call for in the case now, with the time for its answer; undefined where they call for none. */
export function ordered(
  state: CaseState,
  rules: DecisionRules,
  watch: Watch,
  calendars: readonly Calendar[],
): Command | undefined {
  const wanted = wantedSupervision(state, rules.supervision, watch)
  if (!wanted) return undefined
  const profile = answering(rules.answerWithin)
  const { dueAt } = dueDate({ profile, step: 'supervise', startAt: watch.now, calendars })
  return {
    kind: 'supervise',
    supervisionId: uuidv7({ msecs: Date.parse(watch.now) }),
    level: wanted.level,
    answerBy: dueAt,
    author: { by: 'rule', rule: wanted.rule, reason: wanted.reason },
  }
}

/** The time for an answer as a period of the clocks, so that holidays count as they do for everything else. */
function answering({ amount, unit }: DecisionRules['answerWithin']): DeadlineProfile {
  const label = { zh: '督办反馈', en: 'answer to a supervision order' }
  return {
    id: 'decision-rules',
    version: '1',
    title: label,
    basis: label.zh,
    toBeConfirmed: false,
    steps: { supervise: { label, basis: label.zh, kind: 'duty', amount, unit, startRule: 'on-requested' } },
    pauses: {
      correction: 'suspend',
      hearing: 'suspend',
      appraisal: 'suspend',
      litigation: 'suspend',
      other: 'suspend',
    },
    dueSoon: { 'working-day': { amount: 1 }, day: { amount: 1 }, hour: { percent: 20 } },
  }
}
