import type { Database, Transaction } from '@inquiry/database'
import { tableAt, type RouteTable } from '@inquiry/routing'
import type { RouteRule } from '@inquiry/schema'

/** The routing table that is in effect at an instant; the empty one before the first. */
export async function routeTableAt(db: Database | Transaction, at: Date): Promise<RouteTable> {
  const rows = await db
    .selectFrom('route_table')
    .selectAll()
    .where('effective_from', '<=', at)
    .orderBy('version', 'desc')
    .limit(100)
    .execute()
  const tables = rows.map((row) => ({
    version: row.version,
    effectiveFrom: row.effective_from.toISOString(),
    putAt: row.put_at.toISOString(),
    rules: row.rules as RouteRule[],
  }))
  return tableAt(tables, at.toISOString())
}
