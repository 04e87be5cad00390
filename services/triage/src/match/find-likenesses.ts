import type { Transaction } from '@inquiry/database'
import {
  alikeAtGlance,
  compare,
  preparation,
  privateEvidence,
  type Likeness,
  type PreparedCase,
  type PrivateEvidence,
} from '@inquiry/similarity'
import {
  enterIndex,
  ensureIndexWhole,
  findCandidates,
  indexedAt,
  indexedCases,
  type IndexedCase,
} from './case-index.query.ts'

/** How alike a new case is to an earlier one; `shared` is for who may read both, and absent where they are not alike. */
export type Found = {
  caseId: string
  otherId: string
  prepared: PreparedCase
  other: PreparedCase
  likeness: Likeness
  /** How many of the newest cases are by the new one's citizen. */
  citizenCases: number
  shared?: PrivateEvidence
}

export type Matcher = {
  /** Enter new cases into the index and compare each with the candidates that are alike at a glance. */
  compareNew: (tx: Transaction, cases: readonly IndexedCase[]) => Promise<Found[]>
  /** Compare each case with the others named for it, all of which are in the index. */
  compareWith: (
    tx: Transaction,
    asked: readonly { one: IndexedCase; otherIds: readonly string[]; citizenCases: number }[],
  ) => Promise<Found[]>
}

/** Prepared cases kept at hand: the newest, and those that were candidates last, are the likeliest candidates. */
const keptAtHand = 2_000

/** Finds for new cases the earlier ones about the same matter. */
export function createMatcher(): Matcher {
  const known = new Map<number, IndexedCase>()

  function remember(one: IndexedCase): void {
    known.delete(one.position)
    known.set(one.position, one)
    if (known.size > keptAtHand) known.delete(known.keys().next().value ?? -1)
  }

  async function at(tx: Transaction, positions: readonly number[]): Promise<Map<number, IndexedCase>> {
    const missing = await indexedAt(
      tx,
      positions.filter((position) => !known.has(position)),
    )
    const found = new Map([...pick(known, positions), ...missing].map((one) => [one.position, one]))
    for (const one of comparable([...found.values()])) remember(one)
    return found
  }

  return {
    async compareNew(tx, cases) {
      if (cases.length === 0) return []
      await ensureIndexWhole(tx)
      await enterIndex(tx, cases)
      for (const one of cases) remember(one)
      const candidates = await findCandidates(tx, cases)
      const others = await at(tx, [...new Set([...candidates.values()].flatMap(({ positions }) => positions))])
      return cases.flatMap((one) => {
        const { positions = [], citizenCases = 0 } = candidates.get(one.position) ?? {}
        const alike = alikeAtGlance(one.prepared, comparable(pick(others, positions)))
        return likenesses(one, alike, citizenCases)
      })
    },
    async compareWith(tx, asked) {
      const ids = [...new Set(asked.flatMap(({ otherIds }) => otherIds))]
      const atHand = new Map([...known.values()].map((one) => [one.caseId, one]))
      const missing = await indexedCases(
        tx,
        ids.filter((id) => !atHand.has(id)),
      )
      for (const one of missing) atHand.set(one.caseId, one)
      return asked.flatMap(({ one, otherIds, citizenCases }) =>
        likenesses(one, comparable(otherIds.flatMap((id) => atHand.get(id) ?? [])), citizenCases),
      )
    },
  }
}

/** Those prepared in this way: while releases change, a hub of the former one may go on in its own. */
function comparable(cases: readonly IndexedCase[]): IndexedCase[] {
  return cases.filter(({ prepared }) => prepared.preparation === preparation)
}

function likenesses({ caseId, prepared }: IndexedCase, others: readonly IndexedCase[], citizenCases: number): Found[] {
  return others.map(({ caseId: otherId, prepared: other }) => {
    const likeness = compare(prepared, other, { citizenCases })
    const shared = likeness.confidence === 'unlikely' ? {} : { shared: privateEvidence(prepared, other) }
    return { caseId, otherId, prepared, other, likeness, citizenCases, ...shared }
  })
}

function pick(cases: ReadonlyMap<number, IndexedCase>, positions: readonly number[]): IndexedCase[] {
  return positions.flatMap((position) => cases.get(position) ?? [])
}
