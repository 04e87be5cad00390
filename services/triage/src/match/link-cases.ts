import type { CaseState, Command } from '@inquiry/lifecycle'
import type { LinkKind } from '@inquiry/similarity'
import type { Alike } from './join-matter.ts'

/** What links a new case to others: a command for each case, the new one's first. */
export type LinkCommand = { caseId: string; command: Command }

/** A case of a large matter tells so many of its members. */
const toldAtMost = 5

/** The likenesses as links to one matter, `matterId`; those of one kind share an event of the new case. */
export function linkCommands(newer: CaseState, alike: readonly Alike[], matterId: string): LinkCommand[] {
  const kinds = Map.groupBy(alike.slice(0, toldAtMost), ({ likeness }) => likeness.kind)
  return [...kinds].flatMap(([kind, ofKind]) => {
    const [best] = ofKind
    if (kind === null || !best) return []
    const own = {
      caseId: newer.caseId,
      command: link(
        kind,
        best,
        matterId,
        ofKind.map(({ other }) => other),
      ),
    }
    return [own, ...ofKind.map((one) => ({ caseId: one.other.caseId, command: link(kind, one, matterId, [newer]) }))]
  })
}

function link(kind: LinkKind, { likeness }: Alike, matterId: string, others: readonly CaseState[]): Command {
  return {
    kind: 'link',
    matterId,
    linkKind: kind,
    score: Math.round(likeness.score * 10_000) / 10_000,
    evidence: { ...likeness.evidence },
    others,
    author: { by: 'rule' },
  }
}
