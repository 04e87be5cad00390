import { standardList } from './standard-list.ts'

/** How often a resource of the catalogue is renewed (更新周期, 《政务信息资源目录编制指南（试行）》). */
export const updateCycleCodes = [
  'real-time',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'half-yearly',
  'yearly',
  'irregular',
] as const

export type UpdateCycleCode = (typeof updateCycleCodes)[number]

/** The codes of `update-cycle` with their labels. */
export const updateCycles = /* @__PURE__ */ standardList('update-cycle', '1', updateCycleCodes, {
  'real-time': ['实时', 'Real time'],
  daily: ['每日', 'Daily'],
  weekly: ['每周', 'Weekly'],
  monthly: ['每月', 'Monthly'],
  quarterly: ['每季度', 'Quarterly'],
  'half-yearly': ['每半年', 'Half-yearly'],
  yearly: ['每年', 'Yearly'],
  irregular: ['不定期', 'Irregular'],
})
