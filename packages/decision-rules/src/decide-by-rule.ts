import type { CaseState, Command } from '@inquiry/lifecycle'
import type { DecisionRules, ReopeningRule, ReviewRule } from './decision-rules.ts'

/** What the rules decide upon the reopening that the origin has asked for; undefined where they leave it to a coordinator. */
export function reopeningByRule(
  state: CaseState,
  { reopening }: Pick<DecisionRules, 'reopening'>,
): Command | undefined {
  if (!state.openReopening) return undefined
  const rule = reopening.find((one) => fits(one, state))
  return rule && { kind: 'decide-reopening', decision: rule.decision, author: { by: 'rule', rule: rule.id } }
}

function fits({ when }: ReopeningRule, { nature, rating, reopenings }: CaseState): boolean {
  const { ratingAtMost, reopenedFewerThan } = when
  if (when.nature && !when.nature.includes(nature)) return false
  if (ratingAtMost !== undefined && (rating === null || rating > ratingAtMost)) return false
  return reopenedFewerThan === undefined || reopenings < reopenedFewerThan
}

/** The naming of the reviewing node by the rules: never the handler, nor the body complained about (annex B19). */
export function reviewByRule(state: CaseState, { review }: Pick<DecisionRules, 'review'>): Command | undefined {
  if (state.status !== 'under-review' || !state.review || state.review.node !== null) return undefined
  const rule = review.find((one) => leads(one, state))
  return rule && { kind: 'appoint-reviewer', node: rule.node, author: { by: 'rule', rule: rule.id } }
}

function leads({ when, node }: ReviewRule, { nature, handler, category, subjectNode }: CaseState): boolean {
  if (node === handler || node === subjectNode) return false
  if (when.nature && !when.nature.includes(nature)) return false
  if (when.handler !== undefined && !handler?.startsWith(when.handler)) return false
  return when.category === undefined || (category?.code.startsWith(when.category) ?? false)
}
