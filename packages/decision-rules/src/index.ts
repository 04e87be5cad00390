export { reopeningByRule, reviewByRule } from './decide-by-rule.ts'
export { DecisionRules, MergingRule, ReopeningRule, ReviewRule } from './decision-rules.ts'
export { shippedRules } from './shipped.ts'
