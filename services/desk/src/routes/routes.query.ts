import { deadlineProfiles } from '@inquiry/clocks'
import { logTime } from '@inquiry/case-log'
import type { Database, Transaction } from '@inquiry/database'
import { fail } from '@inquiry/problems'
import { listNodes } from '@inquiry/registry'
import { tableAt } from '@inquiry/routing'
import type { Fault, RouteRule, Routes } from '@inquiry/schema'

/** The rules of a version, or those in effect at the instant; undefined where there is no such version. */
export async function readRoutes(db: Database, version: number | undefined, now: Date): Promise<Routes | undefined> {
  const rows = await db.selectFrom('route_table').selectAll().orderBy('version').execute()
  const tables = rows.map((row) => ({
    version: row.version,
    effectiveFrom: logTime(row.effective_from),
    putAt: logTime(row.put_at),
    rules: row.rules as RouteRule[],
  }))
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

/** Put a new version. Rules that name nodes or profiles that do not exist are refused, each with its place. */
export async function putRoutes(
  db: Database,
  { rules, effectiveFrom, putBy }: { rules: RouteRule[]; effectiveFrom: Date; putBy: string },
  now: Date,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const errors = await faultsOf(tx, rules)
    if (errors.length > 0)
      fail(
        'invalid-body',
        '规则引用了不存在的节点或期限方案。',
        'The rules name nodes or deadline profiles that do not exist.',
        { errors },
      )
    const last = await tx
      .selectFrom('route_table')
      .select('version')
      .orderBy('version', 'desc')
      .limit(1)
      .forUpdate()
      .executeTakeFirst()
    const version = (last?.version ?? 0) + 1
    await tx
      .insertInto('route_table')
      .values({ version, effective_from: effectiveFrom, put_at: now, put_by: putBy, rules: JSON.stringify(rules) })
      .execute()
    return version
  })
}

async function faultsOf(tx: Transaction, rules: readonly RouteRule[]): Promise<Fault[]> {
  const nodes = new Set((await listNodes(tx)).map((node) => node.nodeId))
  const profiles = new Set(deadlineProfiles.map((profile) => profile.id))
  return rules.flatMap((rule, i) => [
    ...[rule.assign, ...(rule.assist ?? [])]
      .filter((node) => !nodes.has(node))
      .map((node) => fault(`/rules/${i}/assign`, `${node} ${'不是节点'}`)),
    ...(rule.profile === undefined || profiles.has(rule.profile)
      ? []
      : [fault(`/rules/${i}/profile`, `${rule.profile} ${'不是期限方案'}`)]),
  ])
}

function fault(pointer: string, message: string): Fault {
  return { pointer, rule: 'code', message }
}
