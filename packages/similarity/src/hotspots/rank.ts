import { surgeOf, type RatePrior, type Surge } from './surge.ts'

/** A case as hot spots count it. */
export interface Filing {
  readonly caseId: string
  /** Milliseconds since 1970. */
  readonly submittedAt: number
  readonly division: string
  /** The origin node, and the channel. */
  readonly node: string
  readonly channel: string
  /** Opaque key of the citizen; null counts as someone else each time. */
  readonly reporterKey: string | null
  /** When it was answered in substance, or null. */
  readonly answeredAt: number | null
}

/** What may become hot: a matter, or a topic in a place. */
export interface HotspotSeries {
  readonly kind: 'matter' | 'topic'
  /** The matter's id, or category and division. */
  readonly key: string
  readonly filings: readonly Filing[]
  readonly prior?: RatePrior
}

/** A series that grows unusually fast. */
export interface Hotspot {
  readonly kind: HotspotSeries['kind']
  readonly key: string
  readonly surge: Surge
  /** −log10 of the surge's probability: what hot spots are ranked by. */
  readonly heat: number
  readonly firstAt: number
  readonly lastAt: number
  /** The divisions' common prefix, filled up with zeros to six digits. */
  readonly division: string
  readonly divisions: readonly string[]
  readonly platforms: readonly string[]
  readonly channels: readonly string[]
  readonly cases: number
  readonly citizens: number
  /** Ids of the first and the latest cases, at most three. */
  readonly examples: readonly string[]
  /** Cases not answered, and since when the oldest of them waits; null when all are answered. */
  readonly unanswered: number
  readonly unansweredSince: number | null
}

/** When a hot spot is raised and when it is lowered. */
export interface HotspotRule {
  /** Raised from this heat on; lowered below `cool`, so that it does not flicker. */
  readonly hot: number
  readonly cool: number
  /** One citizen who files often is no hot spot. */
  readonly leastCitizens: number
}

/** One false alarm in a thousand series looked at, before the number of citizens is asked. */
export const plainRule: HotspotRule = { hot: 3, cool: 1.5, leastCitizens: 3 }

/** Rank series by how unusual their latest days are; those below `rule.cool` and of too few citizens are left out. */
export function rankHotspots(series: readonly HotspotSeries[], now: number, rule: HotspotRule = plainRule): Hotspot[] {
  return series
    .filter(({ filings }) => filings.length > 0)
    .map((one) => hotspotOf(one, now))
    .filter(({ heat, citizens }) => heat >= rule.cool && citizens >= rule.leastCitizens)
    .toSorted((a, b) => b.heat - a.heat || b.citizens - a.citizens || (a.key < b.key ? -1 : 1))
}

/** What changes: keys to raise and keys to lower, given those raised before and the present ranking. */
export function hotspotChanges(
  raised: ReadonlySet<string>,
  ranked: readonly Hotspot[],
  rule: HotspotRule = plainRule,
): { raise: Hotspot[]; lower: string[] } {
  const warm = new Set(ranked.map(({ key }) => key))
  return {
    raise: ranked.filter(({ key, heat }) => heat >= rule.hot && !raised.has(key)),
    lower: [...raised].filter((key) => !warm.has(key)),
  }
}

/** The longest common prefix of divisions in whole levels of GB/T 2260 (two, four, six digits), filled up with zeros. */
export function commonDivision(divisions: readonly string[]): string {
  const [first = '000000'] = divisions
  const digits =
    [6, 4, 2].find((length) => divisions.every((other) => other.slice(0, length) === first.slice(0, length))) ?? 0
  return first.slice(0, digits).padEnd(6, '0')
}

function hotspotOf({ kind, key, filings, prior }: HotspotSeries, now: number): Hotspot {
  const known = filings
    .filter(({ submittedAt }) => submittedAt <= now)
    .toSorted((a, b) => a.submittedAt - b.submittedAt)
  const surge = surgeOf(firstByCitizen(known), now, prior)
  const waiting = known.filter(({ answeredAt }) => answeredAt === null || answeredAt > now)
  const divisions = distinct(known.map(({ division }) => division))
  return {
    kind,
    key,
    surge,
    heat: -Math.log10(Math.max(surge.probability, Number.MIN_VALUE)),
    firstAt: known[0]?.submittedAt ?? now,
    lastAt: known.at(-1)?.submittedAt ?? now,
    division: commonDivision(divisions),
    divisions,
    platforms: distinct(known.map(({ node }) => node)),
    channels: distinct(known.map(({ channel }) => channel)),
    cases: known.length,
    citizens: citizenCount(known),
    examples: distinct([known[0], known.at(-1), known.at(-2)].flatMap((filing) => filing?.caseId ?? [])),
    unanswered: waiting.length,
    unansweredSince: waiting[0]?.submittedAt ?? null,
  }
}

/** The instants that count: of a citizen who files several times, the first in each week. */
function firstByCitizen(filings: readonly Filing[]): number[] {
  const lastCounted = new Map<string, number>()
  return filings
    .filter(({ reporterKey, submittedAt }) => {
      if (reporterKey === null) return true
      if (submittedAt - (lastCounted.get(reporterKey) ?? -Infinity) < msPerWeek) return false
      lastCounted.set(reporterKey, submittedAt)
      return true
    })
    .map(({ submittedAt }) => submittedAt)
}

function citizenCount(filings: readonly Filing[]): number {
  const unknown = filings.filter(({ reporterKey }) => reporterKey === null).length
  return new Set(filings.flatMap(({ reporterKey }) => reporterKey ?? [])).size + unknown
}

function distinct<T>(list: readonly T[]): T[] {
  return [...new Set(list)]
}

const msPerWeek = 7 * 86_400_000
