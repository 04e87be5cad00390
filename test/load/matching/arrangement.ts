import { joinMatters, type KnownCase, type Likeness, type PreparedCase } from '@inquiry/similarity'
import type { Arrivals } from '@inquiry/similarity/training/candidate-index'
import { pairName } from '@inquiry/similarity/training/gold'
import type { Grouping } from './cluster-scores.ts'
import type { PairScores } from './pair-scores.ts'

/** How many cases of a candidate's matter are heard beside the candidates themselves. */
const membersLoaded = 10

/** How cases are joined: by a coordinator who confirms what agrees at least so well, or by a rule. */
export type Joining = {
  readonly least: number
  /** A rule joins one matter only, and only where one of its cases is so surely the same. */
  readonly sure?: number
}

/**
 * Let the cases arrive one by one and join matters as triage would, with the given scores in place of the comparison. A
 * pair without a score counts as unlike.
 */
export function arrange(
  cases: ReadonlyMap<string, PreparedCase>,
  arrivals: Arrivals,
  scores: PairScores,
  { least, sure }: Joining,
): Grouping {
  const ids = new Map([...cases].map(([id, prepared]) => [prepared, id]))
  const matterOf = new Map<string, string>()
  const members = new Map<string, string[]>()
  const rule = {
    least,
    compare: (a: PreparedCase, b: PreparedCase): Likeness =>
      scored(scores.get(pairName(ids.get(a) ?? '', ids.get(b) ?? '')) ?? 0),
  }
  for (const [id, candidates] of arrivals.candidates) {
    const heard = new Set([...candidates, ...candidates.flatMap((other) => fellows(other).slice(-membersLoaded))])
    const known = [...heard].flatMap((caseId): KnownCase[] => {
      const prepared = cases.get(caseId)
      return prepared === undefined ? [] : [{ caseId, matterId: matterOf.get(caseId) ?? null, prepared }]
    })
    const arriving = cases.get(id)
    if (arriving === undefined) continue
    const { joins, unites } = joinMatters(arriving, known, new Set(), rule)
    if (joins === null) continue
    const isSure = joins.caseIds.some((other) => (scores.get(pairName(id, other)) ?? 0) >= (sure ?? 0))
    const joined = sure === undefined ? [joins, ...unites] : isSure ? [joins] : []
    if (joined.length > 0) unite([[id], ...joined.map(({ caseIds }) => caseIds.flatMap(fellows))])
  }
  return (id) => matterOf.get(id) ?? id

  function fellows(id: string): readonly string[] {
    return members.get(matterOf.get(id) ?? '') ?? [id]
  }

  function unite(groups: readonly (readonly string[])[]): void {
    const together = [...new Set(groups.flat())]
    const matter = together[0] ?? ''
    for (const id of together) matterOf.set(id, matter)
    members.set(matter, together)
  }
}

/**
 * The scores after matters were formed: above 1/2 for cases of one matter, below for all others, in the order of the
 * pairs' own scores; a pair of one matter that was never compared gets 1/2.
 */
export function scoresAfterJoining(
  scores: PairScores,
  pairs: readonly (readonly [string, string])[],
  grouping: Grouping,
): PairScores {
  return new Map(
    pairs.map(([a, b]) => {
      const own = scores.get(pairName(a, b)) ?? 0
      return [pairName(a, b), grouping(a) === grouping(b) ? (1 + own) / 2 : own / 2 - 1e-9]
    }),
  )
}

function scored(score: number): Likeness {
  const evidence = { modelVersion: 'given', features: [] }
  return { score, relatedScore: score, kind: null, confidence: 'unlikely', evidence }
}
