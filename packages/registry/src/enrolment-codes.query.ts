import type { Transaction } from '@inquiry/database'
import { enrolmentCodeHash } from '@inquiry/envelope'

/** How long an enrolment code is good. */
export const enrolmentCodeDays = 7

/** Keep a new code, hashed; every older unused one of the node becomes void. */
export async function keepEnrolmentCode(tx: Transaction, nodeId: string, code: string, now: Date): Promise<Date> {
  const expiresAt = new Date(now.getTime() + enrolmentCodeDays * 24 * 3_600_000)
  await tx
    .updateTable('enrolment_code')
    .set({ void_at: now })
    .where('node_id', '=', nodeId)
    .where('used_at', 'is', null)
    .where('void_at', 'is', null)
    .execute()
  await tx
    .insertInto('enrolment_code')
    .values({
      code_hash: codeHash(code),
      node_id: nodeId,
      created_at: now,
      expires_at: expiresAt,
      used_at: null,
      void_at: null,
    })
    .execute()
  return expiresAt
}

/** What a code is worth to a node at an instant; the row is locked, so that only one can use it. */
export async function judgeEnrolmentCode(
  tx: Transaction,
  code: string,
  nodeId: string,
  now: Date,
): Promise<'good' | 'unknown-code' | 'used' | 'expired' | 'wrong-node'> {
  const row = await tx
    .selectFrom('enrolment_code')
    .selectAll()
    .where('code_hash', '=', codeHash(code))
    .forUpdate()
    .executeTakeFirst()
  if (!row || row.void_at !== null) return 'unknown-code'
  if (row.node_id !== nodeId) return 'wrong-node'
  if (row.used_at !== null) return 'used'
  return now < row.expires_at ? 'good' : 'expired'
}

/** A code is good once. */
export async function useEnrolmentCode(tx: Transaction, code: string, now: Date): Promise<void> {
  await tx.updateTable('enrolment_code').set({ used_at: now }).where('code_hash', '=', codeHash(code)).execute()
}

/** A code that was sent together with a private key is good no more. */
export async function voidEnrolmentCode(tx: Transaction, code: string, now: Date): Promise<void> {
  await tx
    .updateTable('enrolment_code')
    .set({ void_at: now })
    .where('code_hash', '=', codeHash(code))
    .where('used_at', 'is', null)
    .execute()
}

/** What does not have the form of a code is no code that was given out. */
function codeHash(code: string): string {
  return enrolmentCodeHash(code) ?? ''
}
