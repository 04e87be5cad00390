import type { RouteRule } from '@inquiry/schema'
import { byRank, readyRule } from '../rule-index.ts'
import type { ReadyRule } from '../rule-index.ts'
import { cellsOf } from './cells.ts'
import { prefixesOf, takenOf } from './coverage.ts'
import type { Coverage } from './coverage.ts'
import type { Register } from './examine.ts'
import type { Finding } from './finding.ts'

/** Rules by which no case goes, in the order of the table. `coverage` is empty before and holds all rules after. */
export function withoutEffect(rules: readonly RouteRule[], register: Register, coverage: Coverage): Finding[] {
  const ranked = rules.map(readyRule).toSorted(byRank)
  const found = ranked.flatMap((ready, rank) => {
    const finding = missing(ready, register) ?? outranked(ready, ranked, rank, coverage)
    coverage.add(ready.rule, ready.keywords)
    return finding ? [{ place: ready.place, finding }] : []
  })
  return found.toSorted((one, other) => one.place - other.place).map(({ finding }) => finding)
}

function missing({ rule }: ReadyRule, { divisions, categories }: Register): Finding | undefined {
  const { division = '', category = '' } = rule.when
  if (!divisions.some((code) => code.startsWith(division))) {
    return { kind: 'unreachable', rule: rule.id, because: 'no-such-division' }
  }
  if (category !== '' && !categories.some((code) => code.startsWith(category))) {
    return { kind: 'unreachable', rule: rule.id, because: 'no-such-category' }
  }
  return undefined
}

/** Whether the rules of higher rank take every case of this one, alone or together. */
function outranked(
  ready: ReadyRule,
  ranked: readonly ReadyRule[],
  rank: number,
  coverage: Coverage,
): Finding | undefined {
  if (!isTaken(ready, coverage)) return undefined
  const single = ranked.slice(0, rank).find((other) => contains(other, ready))
  if (single) return { kind: 'shadowed', rule: ready.rule.id, by: single.rule.id }
  return { kind: 'unreachable', rule: ready.rule.id, because: 'others' }
}

function isTaken({ rule: { when }, keywords }: ReadyRule, coverage: Coverage): boolean {
  const { division = '', category = '' } = when
  const wanted = cellsOf(when)
  const divisions = coverage.divisions.filter(({ prefixes }) => prefixes.includes(division))
  const categories = coverage.categories.filter(({ prefixes }) => prefixes.includes(category))
  const takens = keywords ? keywords.map((keyword) => coverage.withKeyword(keyword)) : [coverage.always()]
  // What is taken under the rule's own prefixes is taken everywhere below them: mostly that decides.
  const own = [
    { prefixes: prefixesOf(division), all: [] },
    { prefixes: prefixesOf(category), all: [] },
  ] as const
  return takens.every(
    (taken) =>
      (wanted & ~takenOf(taken, ...own)) === 0n ||
      divisions.every((d) => categories.every((c) => (wanted & ~takenOf(taken, d, c)) === 0n)),
  )
}

/** Whether every case of `inner` is one of `outer` too. */
function contains(outer: ReadyRule, inner: ReadyRule): boolean {
  const { division = '', category = '' } = inner.rule.when
  if (!division.startsWith(outer.rule.when.division ?? '')) return false
  if (!category.startsWith(outer.rule.when.category ?? '')) return false
  if ((cellsOf(inner.rule.when) & ~cellsOf(outer.rule.when)) !== 0n) return false
  if (!outer.keywords) return true
  return inner.keywords?.every((keyword) => outer.keywords?.some((part) => keyword.includes(part))) ?? false
}
