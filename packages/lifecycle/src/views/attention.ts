import type { CaseState } from '../case-state.ts'

/** How many returns of one case call for a coordinator's closer look (annex B20). */
const manyReturns = 3

const reasons = {
  unroutable: ({ unroutable, status }: CaseState) => unroutable && status === 'submitted',
  returned: ({ status }: CaseState) => status === 'returned',
  'returned-three-times': ({ returns, status }: CaseState) =>
    returns.count >= manyReturns && (status === 'returned' || status === 'assigned'),
  'extension-requested': ({ openExtension }: CaseState) => openExtension !== null,
  'reopen-requested': ({ openReopening }: CaseState) => openReopening !== null,
  'review-requested': ({ status, review }: CaseState) => status === 'under-review' && review?.node === null,
}

/** A reason why a case waits for a coordinator. */
export type AttentionReason = keyof typeof reasons

/** Why the case waits for a coordinator; empty where it does not. */
export function attentionOf(state: CaseState): readonly AttentionReason[] {
  return (Object.keys(reasons) as AttentionReason[]).filter((reason) => reasons[reason](state))
}
