import type { DecisionRules } from './decision-rules.ts'

/**
 * The rules of a hub that was told no others: it reminds of what is late, passed around or twice rated worst, and raises
 * what stays unanswered. Reopening, review and merging are decided by coordinators until the province sets rules for them.
 */
export const shippedRules: DecisionRules = {
  answerWithin: { amount: 5, unit: 'working-day' },
  supervision: [
    { id: 'overdue-3-days', level: 'reminder', when: { kind: 'overdue', days: 3 } },
    { id: 'overdue-10-days', level: 'order', when: { kind: 'overdue', days: 10 } },
    { id: 'returned-twice', level: 'reminder', when: { kind: 'returned', times: 2 } },
    { id: 'rated-worst-twice', level: 'reminder', when: { kind: 'lowest-rating', times: 2 } },
    { id: 'hotspot-unanswered-48-hours', level: 'order', when: { kind: 'hotspot-unanswered', hours: 48 } },
    { id: 'reminder-unanswered', level: 'order', when: { kind: 'order-unanswered', level: 'reminder', days: 3 } },
    { id: 'order-unanswered', level: 'listed', when: { kind: 'order-unanswered', level: 'order', days: 3 } },
  ],
  reopening: [],
  review: [],
  merging: [],
}
