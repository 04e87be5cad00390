import type { RouteRule } from '@inquiry/schema'
import { folded, keywordFinder, keywordsIn } from './keyword-finder.ts'
import type { KeywordFinder } from './keyword-finder.ts'
import { compareSpecificity, specificityOf } from './specificity.ts'
import type { Specificity } from './specificity.ts'
import type { RoutingCase } from './table.ts'

/** A rule made ready to be asked. `place` is its place in the list; `keywords` are folded. */
export type ReadyRule = {
  rule: RouteRule
  place: number
  specificity: Specificity
  natures: ReadonlySet<string> | undefined
  channels: ReadonlySet<string> | undefined
  keywords: readonly string[] | undefined
}

/** Rules by the division prefix they ask for, each list in the order of rank; the prefixes' lengths, longest first. */
export type RuleIndex = {
  byDivision: ReadonlyMap<string, readonly ReadyRule[]>
  lengths: readonly number[]
  keywords: KeywordFinder
}

export function readyRule(rule: RouteRule, place: number): ReadyRule {
  const { nature, channel, keyword } = rule.when
  return {
    rule,
    place,
    specificity: specificityOf(rule.when),
    natures: nature && new Set(nature),
    channels: channel && new Set(channel),
    keywords: keyword?.map(folded),
  }
}

/** Which of two rules wins where both match: the more specific, else the earlier. Negative where `one` does. */
export function byRank(one: ReadyRule, other: ReadyRule): number {
  return compareSpecificity(one.specificity, other.specificity) || one.place - other.place
}

const indexes = new WeakMap<readonly RouteRule[], RuleIndex>()

/** The index of a list of rules, made at the first look and kept as long as the list, which must not change. */
export function indexOf(rules: readonly RouteRule[]): RuleIndex {
  const known = indexes.get(rules)
  if (known) return known
  const index = makeIndex(rules)
  indexes.set(rules, index)
  return index
}

function makeIndex(rules: readonly RouteRule[]): RuleIndex {
  const ready = rules.map(readyRule).toSorted(byRank)
  const byDivision = new Map<string, ReadyRule[]>()
  for (const rule of ready) {
    const prefix = rule.rule.when.division ?? ''
    const list = byDivision.get(prefix)
    if (list) list.push(rule)
    else byDivision.set(prefix, [rule])
  }
  const lengths = [...new Set([...byDivision.keys()].map((prefix) => prefix.length))].toSorted((a, b) => b - a)
  return { byDivision, lengths, keywords: keywordFinder(ready.flatMap(({ keywords }) => keywords ?? [])) }
}

/** The rules that match the case, best first: a longer division prefix outranks everything else. */
export function* matchingRules(index: RuleIndex, file: RoutingCase): Generator<ReadyRule> {
  let found: ReadonlySet<string> | undefined
  const holds = (keyword: string): boolean => {
    found ??= keywordsIn(index.keywords, [file.title, file.content])
    return found.has(keyword)
  }
  for (const length of index.lengths) {
    for (const rule of index.byDivision.get(file.division.slice(0, length)) ?? []) {
      if (matches(rule, file, holds)) yield rule
    }
  }
}

/** Whether all conditions but the division, by which the rule was found, hold. */
function matches(
  { rule, natures, channels, keywords }: ReadyRule,
  file: RoutingCase,
  holds: (keyword: string) => boolean,
): boolean {
  const { category } = rule.when
  if (category !== undefined && !file.category?.code.startsWith(category)) return false
  if (natures && !natures.has(file.nature)) return false
  if (channels && !channels.has(file.channel)) return false
  return !keywords || keywords.some(holds)
}
