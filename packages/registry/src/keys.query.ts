import type { Database, JsonWebKey, Transaction } from '@inquiry/database'
import { sql } from 'kysely'
import { announceRegistry } from './nodes.query.ts'

/** A key that a node registered. */
export type RegisteredKey = {
  kid: string
  nodeId: string
  alg: 'EdDSA' | 'ES256'
  jwk: JsonWebKey
  registeredAt: Date
  notAfter: Date | null
  revokedAt: Date | null
}

/** Register a key once in the whole hub: also a revoked one stays taken. The primary key decides. */
export async function addKey(tx: Transaction, key: Omit<RegisteredKey, 'revokedAt'>): Promise<'new' | 'taken'> {
  const row = await tx
    .insertInto('node_key')
    .values({
      kid: key.kid,
      node_id: key.nodeId,
      alg: key.alg,
      jwk: JSON.stringify(key.jwk),
      registered_at: key.registeredAt,
      not_after: key.notAfter,
      revoked_at: null,
    })
    .onConflict((c) => c.doNothing())
    .returning('kid')
    .executeTakeFirst()
  await announceRegistry(tx)
  return row ? 'new' : 'taken'
}

/** The key of that thumbprint with what stands against its node, or undefined. */
export async function findKey(
  db: Database | Transaction,
  kid: string,
): Promise<(RegisteredKey & { suspendedReason: string | null }) | undefined> {
  const row = await db
    .selectFrom('node_key')
    .innerJoin('node', 'node.node_id', 'node_key.node_id')
    .selectAll('node_key')
    .select('node.suspended_reason')
    .where('kid', '=', kid)
    .executeTakeFirst()
  return row && { ...registeredKey(row), suspendedReason: row.suspended_reason }
}

/** The keys of a node, oldest first. */
export async function keysOf(db: Database | Transaction, nodeId: string): Promise<RegisteredKey[]> {
  const rows = await db
    .selectFrom('node_key')
    .selectAll()
    .where('node_id', '=', nodeId)
    .orderBy('registered_at')
    .orderBy('kid')
    .execute()
  return rows.map(registeredKey)
}

/** Why a key is revoked, and since when it is not to be believed where that is earlier. */
export type Revocation = { reason?: string; invalidSince?: Date }

/** Revoke a key from this instant. What it signed before stays verifiable. */
export async function revokeKey(
  tx: Transaction,
  kid: string,
  at: Date,
  { reason, invalidSince }: Revocation = {},
): Promise<void> {
  await tx
    .updateTable('node_key')
    .set({
      revoked_at: sql`coalesce(revoked_at, ${at})`,
      ...(reason === undefined ? {} : { revoked_reason: reason }),
      ...(invalidSince === undefined ? {} : { invalid_since: invalidSince }),
    })
    .where('kid', '=', kid)
    .execute()
  await announceRegistry(tx)
}

/** Whether the key is good for new envelopes at an instant. */
export function isActive(key: Pick<RegisteredKey, 'revokedAt' | 'notAfter'>, now: Date): boolean {
  return key.revokedAt === null && (key.notAfter === null || now < key.notAfter)
}

type Row = {
  kid: string
  node_id: string
  alg: string
  jwk: JsonWebKey
  registered_at: Date
  not_after: Date | null
  revoked_at: Date | null
}

function registeredKey(row: Row): RegisteredKey {
  return {
    kid: row.kid,
    nodeId: row.node_id,
    alg: row.alg === 'ES256' ? 'ES256' : 'EdDSA',
    jwk: row.jwk,
    registeredAt: row.registered_at,
    notAfter: row.not_after,
    revokedAt: row.revoked_at,
  }
}
