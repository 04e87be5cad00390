import { logSize } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { lastSigned } from './checkpoints.query.ts'

/** An event that no checkpoint covers for so long says that the log is not signed any more. */
const patienceMs = 15 * 60_000

/** Whether the log is signed as it grows; else since when it is not, for whoever must look. */
export async function logHealth(db: Database, now: Date): Promise<{ ok: boolean; detail?: string }> {
  const signed = (await lastSigned(db))?.size ?? 0
  if ((await logSize(db)) <= signed) return { ok: true }
  const first = db.selectFrom('event').select('recorded_at').where('position', '=', signed)
  const since = (await first.executeTakeFirst())?.recorded_at ?? now
  if (now.getTime() - since.getTime() < patienceMs) return { ok: true }
  return { ok: false, detail: `no checkpoint covers position ${signed}, recorded ${since.toISOString()}` }
}
