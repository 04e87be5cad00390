import { standardList } from './standard-list.ts'

/** What had become of the request when the case was closed (办结结果). */
export const outcomeCodes = ['resolved', 'partly-resolved', 'explained', 'not-resolved', 'transferred'] as const

export type OutcomeCode = (typeof outcomeCodes)[number]

/** The codes of `outcome` with their labels. */
export const outcomes = /* @__PURE__ */ standardList('outcome', '1', outcomeCodes, {
  resolved: ['已解决', 'Resolved'],
  'partly-resolved': ['部分解决', 'Partly resolved'],
  explained: ['解释说明', 'Explained'],
  'not-resolved': ['未解决', 'Not resolved'],
  transferred: ['已转其他途径', 'Transferred to another procedure'],
})

/** What a review found about the reply it reviewed (复查结论). */
export const reviewOutcomeCodes = ['upheld', 'amended', 'revoked'] as const

export type ReviewOutcomeCode = (typeof reviewOutcomeCodes)[number]
