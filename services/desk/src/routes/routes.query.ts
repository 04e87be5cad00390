import { logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { tableAt, type RouteTable } from '@inquiry/routing'
import type { RouteRule, Routes } from '@inquiry/schema'
import { sql } from 'kysely'

/** The rules of a version, or those in effect at the instant; undefined where there is no such version. */
export async function readRoutes(db: Database, version: number | undefined, now: Date): Promise<Routes | undefined> {
  const tables = await allTables(db)
  const history = tables.map(({ version: number, effectiveFrom }) => ({ version: number, effectiveFrom }))
  const shown =
    version === undefined ? tableAt(tables, now.toISOString()) : tables.find((table) => table.version === version)
  if (!shown) return undefined
  return {
    version: shown.version,
    effectiveFrom: shown.version === 0 ? null : shown.effectiveFrom,
    rules: [...shown.rules],
    history,
  }
}

/** Every version, in order. */
export async function allTables(db: Database): Promise<RouteTable[]> {
  const rows = await db.selectFrom('route_table').selectAll().orderBy('version').execute()
  return rows.map((row) => ({
    version: row.version,
    effectiveFrom: logTime(row.effective_from),
    putAt: logTime(row.put_at),
    rules: row.rules as RouteRule[],
  }))
}

/** Put a new version; answers its number. Versions are given one after the other. */
export async function putRoutes(
  db: Database,
  { rules, effectiveFrom, putBy }: { rules: readonly RouteRule[]; effectiveFrom: Date; putBy: string },
  now: Date,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await sql`lock table route_table in share row exclusive mode`.execute(tx)
    const last = await tx
      .selectFrom('route_table')
      .select((e) => e.fn.max('version').as('version'))
      .executeTakeFirst()
    const version = (last?.version ?? 0) + 1
    await tx
      .insertInto('route_table')
      .values({ version, effective_from: effectiveFrom, put_at: now, put_by: putBy, rules: JSON.stringify(rules) })
      .execute()
    return version
  })
}
