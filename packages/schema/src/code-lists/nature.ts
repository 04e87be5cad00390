import { standardList } from './standard-list.ts'

/** What the citizen wants of the authority (诉求性质). */
export const natureCodes = ['consultation', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const

export type NatureCode = (typeof natureCodes)[number]

/** The codes of `nature` with their labels. */
export const natures = /* @__PURE__ */ standardList('nature', '1', natureCodes, {
  consultation: ['咨询', 'Consultation'],
  help: ['求助', 'Request for help'],
  complaint: ['投诉', 'Complaint'],
  report: ['举报', 'Report of wrongdoing'],
  suggestion: ['建议', 'Suggestion'],
  praise: ['表扬', 'Praise'],
})
