import type { Transaction } from '@inquiry/database'

/** The answer that was given to these very bytes, or undefined. */
export async function recordedStatement(
  tx: Transaction,
  digest: string,
): Promise<{ nodeId: string; answer: unknown } | undefined> {
  const row = await tx
    .selectFrom('key_statement')
    .select(['node_id', 'answer'])
    .where('digest', '=', digest)
    .executeTakeFirst()
  return row && { nodeId: row.node_id, answer: row.answer }
}

/** Keep the answer to an enrolment or key addition, by the digest of its signing input. */
export async function recordStatement(
  tx: Transaction,
  digest: string,
  nodeId: string,
  answer: unknown,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('key_statement')
    .values({ digest, node_id: nodeId, answer: JSON.stringify(answer), recorded_at: now })
    .execute()
}
