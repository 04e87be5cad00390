import { atLogHead, logTime, type LogOptions } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { fail } from '@inquiry/problems'
import { findKey, isActive, keysOf, revokeKey, type KeyDirectory, type Revocation } from '@inquiry/registry'
import type { Recipient } from '@inquiry/schema'
import { disputeEvents } from './disputed-events.query.ts'

export type RevocationOptions = LogOptions & { db: Database; keys: KeyDirectory }

/**
 * Revoke a key: a node its own but the last active one; an administrator (`nodeId` undefined) any. What it signed for since
 * `invalidSince` is marked as disputed, not deleted, and who acts on those cases is told.
 */
export async function revokeNodeKey(
  kid: string,
  nodeId: string | undefined,
  revocation: Revocation,
  options: RevocationOptions,
): Promise<void> {
  await atLogHead(options.db, options, async (tx, head) => {
    const key = await findKey(tx, kid)
    if (!key || (nodeId !== undefined && key.nodeId !== nodeId))
      return fail('not-found', '没有这个密钥。', 'There is no such key.')
    const active = (await keysOf(tx, key.nodeId)).filter((other) => isActive(other, head.now))
    if (nodeId !== undefined && active.length === 1 && active[0]?.kid === kid)
      return fail(
        'last-key',
        '最后一个有效密钥不能由节点自己删除；请先登记新密钥。',
        'A node cannot delete its last active key; add another first.',
      )
    const { reason, invalidSince } = revocation
    if (key.revokedAt !== null && invalidSince === undefined) return
    await revokeKey(tx, kid, head.now, revocation)
    const told = invalidSince === undefined ? [] : await disputeEvents(tx, key, invalidSince)
    head.append({
      type: 'node.key-revoked',
      caseId: null,
      subject: key.nodeId,
      division: key.nodeId.slice(0, 6),
      ...(nodeId === undefined ? {} : { node: nodeId }),
      data: { node: key.nodeId, kid },
      private: {
        ...(reason === undefined ? {} : { reason }),
        ...(invalidSince === undefined ? {} : { message: { invalidSince: logTime(invalidSince) } }),
      },
      audience: [{ node: key.nodeId, role: 'self' }, ...told.map((node): Recipient => ({ node, role: 'lead' }))],
    })
  })
  options.keys.forget()
}
