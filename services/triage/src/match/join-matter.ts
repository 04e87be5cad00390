import type { CaseState } from '@inquiry/lifecycle'
import {
  compare,
  joinMatters,
  thresholds,
  type AgreeingMatter,
  type KnownCase,
  type Likeness,
  type PreparedCase,
} from '@inquiry/similarity'
import type { Parted } from './matter-members.query.ts'

/** A case that a new one was compared with, as it is now. */
export type Alike = { other: CaseState; prepared: PreparedCase; likeness: Likeness }

/** The new case joins the matter of these, or founds one with them; of the others a coordinator is asked. */
export type Joining = { join: readonly Alike[]; ask: readonly Alike[] }

/** Questions that one new case may raise. */
const asksAtMost = 3

/**
 * What the likenesses of a new case to earlier ones come to. It joins one matter only: the one whose cases agree with it
 * best, where they agree as a whole, it is surely like one of them, and a coordinator has parted it from none. What lies in another place is
 * never joined by a machine, however alike: the same words are told of many estates. A coordinator is asked.
 */
export function joinMatter(
  newer: CaseState,
  prepared: PreparedCase,
  compared: readonly Alike[],
  memberIds: (matterId: string) => readonly string[],
  parted: Parted,
): Joining {
  const linked = new Set(newer.links.map(({ caseId }) => caseId))
  const isParted = ({ caseId, matterId }: CaseState): boolean =>
    [caseId, ...(matterId === null ? [] : memberIds(matterId))].some((id) => parted(newer.caseId, id))
  const keptApart = new Set(compared.filter(({ other }) => isParted(other)).map(({ other }) => other.caseId))
  const elsewhere = compared.filter(({ other }) => !mayBeOnePlace(newer.division, other.division))
  const apartFrom = new Set([...keptApart, ...elsewhere.map(({ other }) => other.caseId)])
  const joins = bestMatter(prepared, compared, apartFrom)
  const isOwn = newer.matterId === null || joins?.matterId === newer.matterId
  const open = compared
    .filter(({ other }) => !linked.has(other.caseId) && !keptApart.has(other.caseId))
    .toSorted((a, b) => b.likeness.score - a.likeness.score)
  const join = open.filter(
    ({ other, likeness }) => isOwn && likeness.confidence === 'sure' && joins?.caseIds.includes(other.caseId),
  )
  const matterId = join[0]?.other.matterId ?? newer.matterId
  const ask = open.filter(
    ({ other, likeness }) =>
      likeness.confidence !== 'unlikely' &&
      !join.some((joined) => joined.other.caseId === other.caseId) &&
      !(other.matterId !== null && other.matterId === matterId),
  )
  return { join, ask: ask.slice(0, asksAtMost) }
}

/** Whether one of two divisions contains the other: a city and its county may be one place, two counties are not. */
function mayBeOnePlace(one: string, other: string): boolean {
  const [wide = '', narrow = ''] = [one, other].map((code) => code.replace(/(00)+$/, '')).toSorted()
  return narrow.startsWith(wide)
}

/** The matter, or single case, that agrees best with the new case, if one does. Each is judged by itself. */
function bestMatter(
  prepared: PreparedCase,
  compared: readonly Alike[],
  keptApart: ReadonlySet<string>,
): AgreeingMatter | undefined {
  const known = new Map(compared.map((one) => [one.prepared, one.likeness]))
  const rule = {
    least: thresholds.rule,
    compare: (one: PreparedCase, other: PreparedCase, citizenCases: number): Likeness =>
      known.get(other) ?? compare(one, other, { citizenCases }),
  }
  const groups = Map.groupBy(compared, ({ other }) => other.matterId ?? other.caseId)
  return [...groups.values()]
    .flatMap((group) => joinMatters(prepared, group.map(knownCase), keptApart, rule).joins ?? [])
    .toSorted((a, b) => b.agreement - a.agreement)[0]
}

function knownCase({ other: { caseId, matterId }, prepared }: Alike): KnownCase {
  return { caseId, matterId, prepared }
}
