import type { ChannelCode, NatureCode, RouteRule } from '@inquiry/schema'

/** A version of the routing rules. It holds from `effectiveFrom`, or from `putAt` where that is later. */
export type RouteTable = {
  version: number
  effectiveFrom: string
  /** When the version was put: an `effectiveFrom` before it means at once (annex B22). */
  putAt: string
  rules: readonly RouteRule[]
}

/** What a rule looks at in a case, and the body complained about, to which nothing is routed. */
export type RoutingCase = {
  division: string
  category?: { code: string } | undefined
  nature: NatureCode
  channel: ChannelCode
  title: string
  content: string
  origin: string
  subjectNode?: string | undefined
}

/** The table before the first one is put: it has no rules, so the defaults decide. */
export const emptyTable: RouteTable = {
  version: 0,
  effectiveFrom: '1900-01-01T00:00:00+08:00',
  putAt: '1900-01-01T00:00:00+08:00',
  rules: [],
}

/** The version that holds at the instant: of those in effect the one that came into effect last; the empty one before. */
export function tableAt(tables: readonly RouteTable[], at: string): RouteTable {
  const instant = Date.parse(at)
  const inEffect = tables.filter((table) => beginning(table) <= instant)
  return inEffect.reduce((latest, table) => (isLater(table, latest) ? table : latest), emptyTable)
}

function beginning({ effectiveFrom, putAt }: RouteTable): number {
  return Math.max(Date.parse(effectiveFrom), Date.parse(putAt))
}

function isLater(table: RouteTable, other: RouteTable): boolean {
  return (
    beginning(table) - beginning(other) > 0 || (beginning(table) === beginning(other) && table.version > other.version)
  )
}
