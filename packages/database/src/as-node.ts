import { sql } from 'kysely'
import type { Database, Transaction } from './open.ts'

/** The role under which the rows of one node are read; it owns nothing. */
export const nodeRole = 'inquiry_node'

/**
 * Read for a node: the transaction sees the node's own rows and its cases only, whatever the queries in it ask for
 * (row-level security). It cannot write.
 */
export async function asNode<T>(db: Database, nodeId: string, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('app.node', ${nodeId}, true), set_config('role', ${nodeRole}, true)`.execute(tx)
    return read(tx)
  })
}
