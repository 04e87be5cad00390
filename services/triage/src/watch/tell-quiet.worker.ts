import { appendIn, logSize, logTime, readerPosition } from '@inquiry/case-log'
import type { Calendar } from '@inquiry/clocks'
import type { Database, Transaction } from '@inquiry/database'
import type { Step } from '@inquiry/work-loop'
import { sql } from 'kysely'
import { volumeReader } from './note-volumes.worker.ts'
import type { WatchOptions } from './ring-alarms.worker.ts'
import { hourOf, patternMs, silenceOf, unusual } from './usual-volume.ts'

/** The name under which the telling of silent nodes is reported. */
export const quietTellerName = 'quiet'

/** `lastHour` is the last hour in which the node said anything of a real case: probes are no sign of life. */
type Silent = { node: string; lastHour: Date; lastSeenAt: Date }
type Quiet = Silent & { expected: number }

/**
 * One step, at work once in every hour of the hub's clock, when all that was recorded before it is counted: nodes that
 * are unusually silent become `node.quiet`, once for a silence.
 */
export function tellQuietStep({ db, calendars, ...log }: WatchOptions): Step {
  let hour = { beganAt: -1, size: 0, looked: true }
  return async () => {
    const beganAt = hourOf(log.now().getTime())
    if (beganAt !== hour.beganAt) hour = { beganAt, size: await logSize(db), looked: false }
    if (hour.looked || (await readerPosition(db, volumeReader)) < hour.size - 1) return 0
    const quiet = await quietNodes(db, log.now(), calendars())
    if (quiet.length > 0) await db.transaction().execute((tx) => tell(tx, quiet, log))
    hour.looked = true
    return quiet.length
  }
}

async function quietNodes(db: Database, now: Date, calendars: readonly Calendar[]): Promise<Quiet[]> {
  const found: Quiet[] = []
  for (const silent of await silentNodes(db, now)) {
    const { node, lastHour } = silent
    const past = await db
      .selectFrom('node_volume')
      .select(['hour', 'messages'])
      .where('node_id', '=', node)
      .where('hour', '>=', new Date(lastHour.getTime() - patternMs))
      .orderBy('hour')
      .execute()
    const volumes = past.map((row) => ({ hour: row.hour.getTime(), messages: row.messages }))
    const silence = silenceOf(volumes, lastHour, now, calendars)
    if (silence && silence.probability < unusual) found.push({ ...silent, expected: silence.expected })
  }
  return found
}

/** Nodes that may send, have said nothing for a whole hour, and whose silence was not told. */
async function silentNodes(db: Database, now: Date): Promise<Silent[]> {
  const { rows } = await sql<Silent>`
    select n.node_id as node, v.hour as "lastHour", n.last_seen_at as "lastSeenAt"
    from node n
    join lateral (select max(hour) as hour from node_volume where node_id = n.node_id) v on true
    where n.suspended_reason is null and v.hour < ${new Date(hourOf(now.getTime()) - 3_600_000)}
      and not exists (select 1 from node_silence s where s.node_id = n.node_id and s.last_hour = v.hour)
    order by n.node_id`.execute(db)
  return rows
}

async function tell(tx: Transaction, quiet: readonly Quiet[], log: Pick<WatchOptions, 'hubId' | 'now'>): Promise<void> {
  await appendIn(tx, log, async (head) => {
    for (const { node, lastHour, lastSeenAt, expected } of quiet) {
      const kept = await tx
        .insertInto('node_silence')
        .values({ node_id: node, last_hour: lastHour, announced_at: head.now })
        .onConflict((c) =>
          c
            .column('node_id')
            .doUpdateSet({ last_hour: lastHour, announced_at: head.now })
            .where('node_silence.last_hour', '<', lastHour),
        )
        .returning('node_id')
        .executeTakeFirst()
      if (!kept) continue
      head.append({
        type: 'node.quiet',
        caseId: null,
        subject: node,
        division: node.slice(0, 6),
        data: { node, lastSeenAt: logTime(lastSeenAt), expected: Math.round(expected * 10) / 10 },
        audience: [{ node, role: 'self' }],
      })
    }
  })
}
