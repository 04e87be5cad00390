import type { Sentence } from '@inquiry/schema'
import type { NodeDirectory } from './node-directory.ts'
import { indexOf, matchingRules } from './rule-index.ts'
import type { ReadyRule } from './rule-index.ts'
import { decisiveCriterion } from './specificity.ts'
import type { Criterion } from './specificity.ts'
import type { RouteTable, RoutingCase } from './table.ts'
import { reasonForDefault, reasonForRule } from './why.ts'

/** A rule that matched too, and what decided against it. */
export type Beaten = { rule: string; because: Criterion }

/** What leads nowhere because it leads to the body complained about. For coordinators only. */
export type Skipped = { skipped: readonly string[] }

/**
 * Where a case goes. `rule` is null where a default decided (`default:city`, `default:origin`), which `why` names;
 * `beat` are the rules that matched and lost. `profile` is the deadline profile that the rule names, if it does.
 */
export type Route = Skipped & {
  node: string
  assist: readonly string[]
  rule: string | null
  rulesVersion: number
  profile?: string
  why: Sentence
  beat: readonly Beaten[]
}

/** No rule and no default leads to a node that may have the case. */
export type Unroutable = Skipped & { node: null; rulesVersion: number }

/**
 * The node that a case belongs to. The most specific rule wins: longer division prefix, longer category prefix, has
 * keyword, has nature, has channel, earlier in the list (annex A19). Without a rule it is the city node of the division,
 * without that the origin. What leads to the body complained about is skipped as if it did not exist (annex A20).
 */
export function route(table: RouteTable, file: RoutingCase, nodes: NodeDirectory): Route | Unroutable {
  return routeWithout(table, file, nodes, new Set())
}

/**
 * Where the table would send the case next, had the nodes that returned it no rules: advice to the coordinator who must
 * designate (annex B20). `skipped` names what was passed over.
 */
export function adviceAfterReturn(
  table: RouteTable,
  file: RoutingCase,
  nodes: NodeDirectory,
  returnedBy: Iterable<string>,
): Route | Unroutable {
  return routeWithout(table, file, nodes, new Set(returnedBy))
}

/** Nodes that may not have the case: the body complained about, and those named. */
type Barred = (node: string) => boolean

function routeWithout(
  table: RouteTable,
  file: RoutingCase,
  nodes: NodeDirectory,
  named: ReadonlySet<string>,
): Route | Unroutable {
  const isBarred: Barred = (node) => node === file.subjectNode || named.has(node)
  const skipped: string[] = []
  const matching: ReadyRule[] = []
  for (const ready of matchingRules(indexOf(table.rules), file)) {
    if (isBarred(ready.rule.assign)) skipped.push(ready.rule.id)
    else matching.push(ready)
  }
  const [winner, ...beaten] = matching
  return winner ? byRule(table, isBarred, winner, beaten, skipped) : byDefault(table, file, nodes, isBarred, skipped)
}

/** Beaten rules that an assignment names, the nearest first: a table may hold ten thousand, and an event under 64 KiB. */
const namedAtMost = 50

function byRule(
  { version }: RouteTable,
  isBarred: Barred,
  winner: ReadyRule,
  beaten: readonly ReadyRule[],
  skipped: readonly string[],
): Route {
  const { rule } = winner
  const beat = beaten.slice(0, namedAtMost).map((ready) => ({
    rule: ready.rule.id,
    because: decisiveCriterion(winner.specificity, ready.specificity),
  }))
  return {
    node: rule.assign,
    assist: (rule.assist ?? []).filter((node) => !isBarred(node) && node !== rule.assign),
    rule: rule.id,
    rulesVersion: version,
    ...(rule.profile === undefined ? {} : { profile: rule.profile }),
    why: reasonForRule(rule, beat),
    beat,
    skipped,
  }
}

function byDefault(
  { version: rulesVersion }: RouteTable,
  { division, origin }: RoutingCase,
  nodes: NodeDirectory,
  isBarred: Barred,
  ruled: readonly string[],
): Route | Unroutable {
  const cities = nodes.cityNodes(division)
  const city = cities.find((node) => !isBarred(node))
  const passed = cities.some(isBarred) ? [...ruled, 'default:city'] : ruled
  if (city !== undefined) return defaulted('default:city', city, division, rulesVersion, passed)
  if (!isBarred(origin)) return defaulted('default:origin', origin, division, rulesVersion, passed)
  return { node: null, rulesVersion, skipped: [...passed, 'default:origin'] }
}

function defaulted(
  name: 'default:city' | 'default:origin',
  node: string,
  division: string,
  rulesVersion: number,
  skipped: readonly string[],
): Route {
  return { node, assist: [], rule: null, rulesVersion, why: reasonForDefault(name, division), beat: [], skipped }
}

/** Only where the case goes, without the reasons: for simulations, which ask it ten thousand times. */
export function destination(
  table: Pick<RouteTable, 'rules'>,
  file: RoutingCase,
  nodes: NodeDirectory,
): { node: string | null; rule: string | null } {
  for (const { rule } of matchingRules(indexOf(table.rules), file)) {
    if (rule.assign !== file.subjectNode) return { node: rule.assign, rule: rule.id }
  }
  const node = nodes.cityNodes(file.division).find((city) => city !== file.subjectNode) ?? file.origin
  return { node: node === file.subjectNode ? null : node, rule: null }
}
