import type { Database, JsonWebKey, Transaction } from '@inquiry/database'
import type { NodeKind } from '@inquiry/schema'
import { sql } from 'kysely'

/** A platform or department that is connected, or may be. */
export type Node = {
  nodeId: string
  name: string
  kind: NodeKind
  contact: string | null
  suspendedReason: string | null
  encryptionKey: JsonWebKey | null
  highestSequence: number
  lastSeenAt: Date | null
  enrolled: boolean
}

/** Record a node once: the primary key decides. */
export async function addNode(
  tx: Transaction,
  added: Pick<Node, 'nodeId' | 'name' | 'kind' | 'contact'>,
  now: Date,
): Promise<'new' | 'exists'> {
  const row = await tx
    .insertInto('node')
    .values({ node_id: added.nodeId, name: added.name, kind: added.kind, contact: added.contact, created_at: now })
    .onConflict((c) => c.doNothing())
    .returning('node_id')
    .executeTakeFirst()
  return row ? 'new' : 'exists'
}

/** Every node, by its id. */
export async function listNodes(db: Database | Transaction): Promise<Node[]> {
  return (await select(db).orderBy('node_id').execute()).map(node)
}

/** The node of that id, or undefined. */
export async function findNode(db: Database | Transaction, nodeId: string): Promise<Node | undefined> {
  const row = await select(db).where('node_id', '=', nodeId).executeTakeFirst()
  return row && node(row)
}

/** Suspend a node with a reason, or resume it with null. Answers false where there is no such node. */
export async function setSuspension(tx: Transaction, nodeId: string, reason: string | null): Promise<boolean> {
  const result = await tx
    .updateTable('node')
    .set({ suspended_reason: reason })
    .where('node_id', '=', nodeId)
    .executeTakeFirst()
  await announceRegistry(tx)
  return result.numUpdatedRows > 0n
}

/** Note what a node says of itself when it enrols. */
export async function describeNode(
  tx: Transaction,
  nodeId: string,
  said: { encryptionKey?: JsonWebKey; contact?: string },
): Promise<void> {
  if (said.encryptionKey)
    await tx
      .updateTable('node')
      .set({ encryption_key: JSON.stringify(said.encryptionKey) })
      .where('node_id', '=', nodeId)
      .execute()
  if (said.contact) await tx.updateTable('node').set({ contact: said.contact }).where('node_id', '=', nodeId).execute()
}

/** The channel on which a change of nodes or keys is announced: caches are emptied. */
export const registryChannel = 'registry'

export async function announceRegistry(tx: Transaction): Promise<void> {
  await sql`select pg_notify(${registryChannel}, '')`.execute(tx)
}

function select(db: Database | Transaction) {
  return db
    .selectFrom('node')
    .selectAll()
    .select((e) =>
      e.exists(e.selectFrom('node_key').select('kid').whereRef('node_key.node_id', '=', 'node.node_id')).as('enrolled'),
    )
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

function node(row: Row): Node {
  return {
    nodeId: row.node_id,
    name: row.name,
    kind: row.kind,
    contact: row.contact,
    suspendedReason: row.suspended_reason,
    encryptionKey: row.encryption_key,
    highestSequence: row.highest_sequence,
    lastSeenAt: row.last_seen_at,
    enrolled: row.enrolled === true,
  }
}
