import type { PreparedCase } from './case-text.ts'
import { compare, type Likeness } from './compare.ts'
import { thresholds } from './shipped-model.ts'

/** A case known to the hub. */
export interface KnownCase {
  readonly caseId: string
  /** The matter it belongs to by links so far; null while it stands alone. */
  readonly matterId: string | null
  readonly prepared: PreparedCase
}

/** A likeness worth recording. */
export interface ProposedLink {
  readonly caseId: string
  readonly likeness: Likeness
}

/** The cases that an arriving case agrees with as a group. */
export interface AgreeingMatter {
  /** null when the group is one case that stands alone so far. */
  readonly matterId: string | null
  readonly caseIds: readonly string[]
  /** 0…1: how well the arriving case agrees with the group. */
  readonly agreement: number
}

/** What follows from an arriving case's candidates. */
export interface MatterDecision {
  /** Links with the candidates that reach a threshold, strongest first. */
  readonly links: readonly ProposedLink[]
  /** The matter that the case joins, or null. */
  readonly joins: AgreeingMatter | null
  /** Further matters that agree with the case and with the one it joins: they are one matter. */
  readonly unites: readonly AgreeingMatter[]
}

/** Who may not be put together with the arriving case: cases that a coordinator split from it. */
export type KeptApart = ReadonlySet<string>

/** How a decision is reached; the shipped values were chosen by cross-validation. */
export interface JoinRule {
  /** Least agreement. */
  readonly least: number
  readonly compare: (a: PreparedCase, b: PreparedCase, citizenCases: number) => Likeness
}

const shippedRule: JoinRule = {
  least: thresholds.join,
  compare: (a, b, citizenCases) => compare(a, b, { citizenCases }),
}
/** Agreement rests on at most this many of a matter's cases, those most alike. */
const membersHeard = 10
/** Share of the best member's word in a group's agreement; the rest is the mean of those heard. */
const bestShare = 0.15

/**
 * Decide which matter an arriving case belongs to. One strong link is not enough: the case joins the matter whose cases
 * agree best, if they agree at least as `rule.least` asks, so that chains of pairwise likeness do not run matters of one
 * estate together. `known` are the candidates of the index lookup, with further cases of their matters where at hand
 * (ten of each suffice). Nothing is decided about cases kept apart, nor about a matter that holds one of them.
 */
export function joinMatters(
  arriving: PreparedCase,
  known: readonly KnownCase[],
  keptApart: KeptApart = new Set(),
  rule: JoinRule = shippedRule,
): MatterDecision {
  const citizenCases = known.filter(({ prepared }) => sameCitizen(prepared, arriving)).length
  const likenesses = known
    .filter(({ caseId }) => !keptApart.has(caseId))
    .map(({ caseId, prepared }) => ({ caseId, likeness: rule.compare(arriving, prepared, citizenCases) }))
  const scores = new Map(likenesses.map(({ caseId, likeness }) => [caseId, likeness.score]))
  const groups = [...Map.groupBy(known, ({ caseId, matterId }) => matterId ?? `alone ${caseId}`).values()]
  const agreeing = groups
    .filter((group) => !group.some(({ caseId }) => keptApart.has(caseId)))
    .map((group) => ({ group, agreement: agreementOf(group.map(({ caseId }) => scores.get(caseId) ?? 0)) }))
    .filter(({ agreement }) => agreement >= rule.least)
    .toSorted((a, b) => b.agreement - a.agreement)
  const [best, ...others] = agreeing
  return {
    links: likenesses
      .filter(({ likeness }) => likeness.kind !== null)
      .toSorted((a, b) => b.likeness.score - a.likeness.score || b.likeness.relatedScore - a.likeness.relatedScore),
    joins: best === undefined ? null : matterOf(best),
    unites: others.filter(({ group }) => best !== undefined && unite(best.group, group, rule)).map(matterOf),
  }
}

/** How well a case agrees with a group, from its scores with the group's cases: part the best, part the mean. */
export function agreementOf(scores: readonly number[]): number {
  const heard = scores.toSorted((a, b) => b - a).slice(0, membersHeard)
  return bestShare * (heard[0] ?? 0) + (1 - bestShare) * mean(heard)
}

/** Two matters are one when the cases of each agree with the other's. */
function unite(a: readonly KnownCase[], b: readonly KnownCase[], rule: JoinRule): boolean {
  const [left, right] = [a.slice(0, membersHeard), b.slice(0, membersHeard)]
  const scores = left.map((one) => right.map((other) => rule.compare(one.prepared, other.prepared, 0).score))
  const agreements = [
    ...scores.map(agreementOf),
    ...right.map((_, at) => agreementOf(scores.map((line) => line[at] ?? 0))),
  ]
  return mean(agreements) >= rule.least
}

function matterOf({ group, agreement }: { group: readonly KnownCase[]; agreement: number }): AgreeingMatter {
  return { matterId: group[0]?.matterId ?? null, caseIds: group.map(({ caseId }) => caseId), agreement }
}

function sameCitizen(a: PreparedCase, b: PreparedCase): boolean {
  return a.reporterKey !== null && a.reporterKey === b.reporterKey
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, value) => sum + value, 0) / numbers.length
}
