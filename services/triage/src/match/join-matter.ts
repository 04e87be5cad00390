import type { CaseState } from '@inquiry/lifecycle'
import type { Likeness } from '@inquiry/similarity'
import type { Parted } from './matter-members.query.ts'

/** A case that a new one is alike to, as it is now. */
export type Alike = { other: CaseState; likeness: Likeness }

/** The new case joins the matter of these, or founds one with them; of the others a coordinator is asked. */
export type Joining = { join: readonly Alike[]; ask: readonly Alike[] }

/** The part of a matter's compared members that must be likely the same matter too, so that look-alikes do not chain. */
const consensus = 0.4
/** Questions that one new case may raise. */
const asksAtMost = 3

/**
 * What the likenesses of a new case to earlier ones come to. It joins one matter only: that of the case it is surely and
 * most alike to, where enough of the matter's members agree and a coordinator has parted it from none of them.
 */
export function joinMatter(
  newer: CaseState,
  compared: readonly Alike[],
  memberIds: (matterId: string) => readonly string[],
  parted: Parted,
): Joining {
  const linked = new Set(newer.links.map(({ caseId }) => caseId))
  const open = compared
    .filter(({ other }) => !linked.has(other.caseId) && !parted(newer.caseId, other.caseId))
    .toSorted((a, b) => b.likeness.score - a.likeness.score)
  const sure = open.filter(({ likeness }) => likeness.confidence === 'sure')
  const anchor = sure.find(({ other }) => fits(newer, other, compared, memberIds, parted))
  const { matterId, caseId } = anchor?.other ?? { matterId: null, caseId: null }
  const join = sure.filter(({ other }) => other.caseId === caseId || (matterId !== null && other.matterId === matterId))
  const ask = open.filter(
    ({ other, likeness }) =>
      likeness.confidence !== 'unlikely' &&
      !join.some((joined) => joined.other.caseId === other.caseId) &&
      !(other.matterId !== null && other.matterId === (matterId ?? newer.matterId)),
  )
  return { join, ask: ask.slice(0, asksAtMost) }
}

function fits(
  newer: CaseState,
  { matterId }: CaseState,
  compared: readonly Alike[],
  memberIds: (matterId: string) => readonly string[],
  parted: Parted,
): boolean {
  if (newer.matterId !== null && newer.matterId !== matterId) return false
  if (matterId === null) return true
  if (memberIds(matterId).some((member) => parted(newer.caseId, member))) return false
  const members = compared.filter(({ other }) => other.matterId === matterId)
  const agreeing = members.filter(({ likeness }) => likeness.confidence !== 'unlikely')
  return agreeing.length >= members.length * consensus
}
