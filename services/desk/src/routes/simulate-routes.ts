import { logSize, logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { simulate, type NodeDirectory, type Simulation } from '@inquiry/routing'
import type { AsOf, RouteRule } from '@inquiry/schema'
import { pastCases, type Past } from './past-cases.query.ts'

/** Cases that are replayed together, so that a long past needs no more memory than a short one. */
const together = 2_000
/** Moved cases that are listed; all of them are counted. */
const listed = 10_000

/** What a draft would have changed: moved cases, at most ten thousand of them, and shares by city and category. */
export type RoutesSimulated = Simulation & { more: boolean; asOf: AsOf }

/** Replay the cases of a period under a draft of the rules. Everything is of one instant, and nothing is changed. */
export async function simulateRoutes(
  db: Database,
  draft: { rules: readonly RouteRule[]; past: Past; nodes: NodeDirectory; now: Date },
): Promise<RoutesSimulated> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const asOf = { position: (await logSize(tx)) - 1, time: logTime(draft.now) }
      let whole: Simulation = { examined: 0, changed: [], byCity: [], byCategory: [] }
      let more = false
      for (let after: string | undefined; ;) {
        const cases = await pastCases(tx, draft.past, after, together)
        const part = simulate(draft.rules, cases, draft.nodes)
        more ||= whole.changed.length + part.changed.length > listed
        whole = added(whole, part)
        after = cases.at(-1)?.caseId
        if (cases.length < together || after === undefined) return { ...whole, more, asOf }
      }
    })
}

function added(one: Simulation, other: Simulation): Simulation {
  return {
    examined: one.examined + other.examined,
    changed: [...one.changed, ...other.changed].slice(0, listed),
    byCity: addedShares('city', one.byCity, other.byCity),
    byCategory: addedShares('category', one.byCategory, other.byCategory),
  }
}

type Counts = { examined: number; changed: number }

/** Shares of the same key added up, those that move most first. */
function addedShares<K extends string, S extends Record<K, string | null> & Counts>(
  key: K,
  one: readonly S[],
  other: readonly S[],
): S[] {
  const sums = new Map<string | null, S>()
  for (const share of [...one, ...other]) {
    const sum = sums.get(share[key])
    sums.set(
      share[key],
      sum ? { ...sum, examined: sum.examined + share.examined, changed: sum.changed + share.changed } : share,
    )
  }
  return [...sums.values()].toSorted((a, b) => b.changed - a.changed || ((a[key] ?? '') < (b[key] ?? '') ? -1 : 1))
}
