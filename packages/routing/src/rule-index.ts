import type { RouteRule } from '@inquiry/schema'
import { compareSpecificity, specificityOf } from './specificity.ts'
import type { Specificity } from './specificity.ts'
import type { RoutingCase } from './table.ts'

/** A rule made ready to be asked. `place` is its place in the list. */
export type ReadyRule = {
  rule: RouteRule
  place: number
  specificity: Specificity
  natures: ReadonlySet<string> | undefined
  channels: ReadonlySet<string> | undefined
  /** Folded as the texts are. */
  keywords: readonly string[] | undefined
}

/** Rules by the division prefix they ask for, each list in the order of rank. */
export type RuleIndex = { byDivision: ReadonlyMap<string, readonly ReadyRule[]>; lengths: readonly number[] }

/** A case whose text is folded at the first look and not again. */
export type ReadyCase = { file: RoutingCase; texts: () => readonly [title: string, content: string] }

/** Text as keywords are compared: NFKC, then without case (annex A19). */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase()
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
  const byDivision = new Map<string, ReadyRule[]>()
  for (const ready of rules.map(readyRule).toSorted(byRank)) {
    const prefix = ready.rule.when.division ?? ''
    const list = byDivision.get(prefix)
    if (list) list.push(ready)
    else byDivision.set(prefix, [ready])
  }
  const lengths = [...new Set([...byDivision.keys()].map((prefix) => prefix.length))].toSorted((a, b) => b - a)
  return { byDivision, lengths }
}

export function readyCase(file: RoutingCase): ReadyCase {
  let texts: readonly [string, string] | undefined
  return { file, texts: () => (texts ??= [folded(file.title), folded(file.content)]) }
}

/** The rules that match the case, best first: a longer division prefix outranks everything else. */
export function* matchingRules({ byDivision, lengths }: RuleIndex, ready: ReadyCase): Generator<ReadyRule> {
  for (const length of lengths) {
    for (const rule of byDivision.get(ready.file.division.slice(0, length)) ?? []) if (matches(rule, ready)) yield rule
  }
}

/** Whether all conditions but the division, by which the rule was found, hold. */
function matches({ rule, natures, channels, keywords }: ReadyRule, { file, texts }: ReadyCase): boolean {
  const { category } = rule.when
  if (category !== undefined && !file.category?.code.startsWith(category)) return false
  if (natures && !natures.has(file.nature)) return false
  if (channels && !channels.has(file.channel)) return false
  return !keywords || texts().some((text) => keywords.some((keyword) => text.includes(keyword)))
}
