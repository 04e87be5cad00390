import { standardList } from './standard-list.ts'

/** Where a case stands (办理状态); `paused` is a flag beside it, not a status. */
export const statusCodes = [
  'submitted',
  'assigned',
  'returned',
  'accepted',
  'in-progress',
  'replied',
  'under-review',
  'closed',
  'declined',
  'withdrawn',
] as const

export type StatusCode = (typeof statusCodes)[number]

/** The codes of `status` with their labels. */
export const statuses = /* @__PURE__ */ standardList('status', '1', statusCodes, {
  submitted: ['已提交', 'Submitted'],
  assigned: ['已交办', 'Assigned'],
  returned: ['已退回', 'Returned'],
  accepted: ['已受理', 'Accepted'],
  'in-progress': ['办理中', 'In progress'],
  replied: ['已回复', 'Replied'],
  'under-review': ['复查中', 'Under review'],
  closed: ['已办结', 'Closed'],
  declined: ['不予受理', 'Declined'],
  withdrawn: ['已撤回', 'Withdrawn'],
})
