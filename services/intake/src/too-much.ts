import type { ProblemCause } from '@inquiry/problems'

/** What is answered where the hub has more to do than it can. */
export const busy: ProblemCause = {
  slug: 'unavailable',
  detail: {
    zh: '枢纽繁忙，请按 Retry-After 稍后重发同一信封。',
    en: 'The hub is busy; send the same envelope again after Retry-After.',
  },
  retryAfter: 1,
}

/** What is answered to a node that sends more than its share; it may come again after so many seconds. */
export function tooMany(wait: number): ProblemCause {
  return {
    slug: 'too-many-requests',
    detail: {
      zh: '该节点发送过于频繁，请按 Retry-After 稍后重发同一信封。',
      en: 'This node sends too often; send the same envelope again after Retry-After.',
    },
    retryAfter: Math.min(60, wait),
  }
}
