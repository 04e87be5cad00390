import { standardList } from './standard-list.ts'

/** How soon the matter must be looked at (紧急程度). */
export const urgencyCodes = ['normal', 'urgent', 'critical'] as const

export type UrgencyCode = (typeof urgencyCodes)[number]

/** The codes of `urgency` with their labels. */
export const urgencies = /* @__PURE__ */ standardList('urgency', '1', urgencyCodes, {
  normal: ['普通', 'Normal'],
  urgent: ['紧急', 'Urgent'],
  critical: ['特急', 'Critical'],
})
