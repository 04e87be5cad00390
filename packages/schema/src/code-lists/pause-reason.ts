import { standardList } from './standard-list.ts'

/** Why the clock of a case stands still (中止计时原因). */
export const pauseReasonCodes = ['correction', 'hearing', 'appraisal', 'litigation', 'other'] as const

export type PauseReasonCode = (typeof pauseReasonCodes)[number]

/** The codes of `pause-reason` with their labels. */
export const pauseReasons = /* @__PURE__ */ standardList('pause-reason', '1', pauseReasonCodes, {
  correction: ['补正材料', 'Waiting for corrections'],
  hearing: ['听证', 'Hearing'],
  appraisal: ['检验、检测、鉴定', 'Inspection, test or appraisal'],
  litigation: ['诉讼、仲裁或者行政复议', 'Litigation, arbitration or reconsideration'],
  other: ['其他', 'Other'],
})
