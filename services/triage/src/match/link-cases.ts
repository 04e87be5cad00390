import type { CaseState, Command } from '@inquiry/lifecycle'
import type { Found } from './find-likenesses.ts'

/** What links two cases: one command for each, with the other's state. */
export type LinkPair = { newer: Command; older: Command }

/** The likeness as a link of both cases to one matter; `matterId` is the older one's, or a new one. */
export function linkPair(
  newer: CaseState,
  older: CaseState,
  { likeness }: Found,
  matterId: string,
): LinkPair | undefined {
  const { kind, score, evidence } = likeness
  if (kind === null) return undefined
  const link = {
    kind: 'link',
    matterId,
    linkKind: kind,
    score: Math.round(score * 10_000) / 10_000,
    evidence: { ...evidence },
    author: { by: 'rule' },
  } as const
  return { newer: { ...link, others: [older] }, older: { ...link, others: [newer] } }
}
