import type { Database, Transaction } from '@inquiry/database'
import { DecisionRules, shippedRules } from '@inquiry/decision-rules'

/** A version of the rules by which the hub itself acts; 0 are the shipped ones. */
export type RulesVersion = { version: number; putAt: Date | null; putBy: string | null; rules: DecisionRules }

/** The rules in force: those put last, else the shipped ones. */
export async function rulesInForce(db: Database | Transaction): Promise<RulesVersion> {
  const row = await db.selectFrom('decision_rules').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst()
  if (!row) return { version: 0, putAt: null, putBy: null, rules: shippedRules }
  return { version: row.version, putAt: row.put_at, putBy: row.put_by, rules: DecisionRules.parse(row.rules) }
}

/** Put a new version; answers its number. It is in force at once. The log's head is held, so numbers do not collide. */
export async function putRules(
  tx: Transaction,
  rules: DecisionRules,
  by: { subject: string; at: Date },
): Promise<number> {
  const version = (await rulesInForce(tx)).version + 1
  await tx
    .insertInto('decision_rules')
    .values({ version, put_at: by.at, put_by: by.subject, rules: JSON.stringify(rules) })
    .execute()
  return version
}
