export { reopeningByRule, reviewByRule } from './decide-by-rule.ts'
export { DecisionRules, ReopeningRule, ReviewRule } from './decision-rules.ts'
export { shippedRules } from './shipped.ts'
