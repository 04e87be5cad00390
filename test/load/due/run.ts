import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { atLogHead, logSize, logTime } from '@inquiry/case-log'
import { freshDatabase, openDatabase, prepareTemplate, startEmbeddedPostgres, type Database } from '@inquiry/database'
import { readConfig, startHub } from '@inquiry/hub'
import { sql } from 'kysely'
import { printTable } from '../table.ts'
import { stockCases } from './stock-cases.ts'

export type DueReport = {
  cases: number
  /** From the hub's return to the last overdue event. */
  seconds: number
  perSecond: number
  /** Appending as many events and nothing else, in transactions of the same size. */
  insertSeconds: number
  ratio: number
  overdue: number
  distinct: number
}

const hubId = '440000-hub'
const token = 'benchmark-administrator-token'
const msPerHour = 3_600_000
const appendedTogether = 500

/**
 * `pnpm bench due`: so many cases fall due at one instant while the hub is away for an hour; the time from its return to
 * the last of their overdue events, beside the time of appending as many events.
 */
export async function runDue(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean' }, cases: { type: 'string', default: '100000' } },
  })
  const count = Number(values.cases)
  const folder = mkdtempSync(join(tmpdir(), 'bench-due-'))
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  try {
    await prepareTemplate(server.url)
    const report = await measure(server.url, folder, count)
    if (values.json) console.log(JSON.stringify(report))
    else print(report)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(serverUrl: string, folder: string, count: number): Promise<DueReport> {
  const fresh = await freshDatabase(serverUrl)
  const db = openDatabase(fresh.url, { max: 4 })
  const config = readConfig(
    {},
    {
      PORT: '0',
      HUB_DATA: folder,
      DATABASE_URL: fresh.url,
      HUB_TEST_MODE: '1',
      HUB_LOG_LEVEL: 'error',
      HUB_ADMIN_TOKEN: token,
      PATH: '',
    },
  )
  try {
    const dataOf = (n: number) => ({ title: `第${n}件咨询`, content: `请问第${n}号窗口的办理时间和所需材料？` })
    await stockCases(db, { hubId, count, at: new Date(), origin: '440600', handler: '440100', dataOf })
    const dueAt = await replyDue(db)
    await whileHubRuns(config, async (url) => {
      await runAhead(url, dueAt.getTime() - msPerHour / 2)
      await grownTo(db, 3 * count)
      await readersAtEnd(db)
    })
    const returned = performance.now()
    const seconds = await whileHubRuns(config, async (url) => {
      await runAhead(url, dueAt.getTime() + msPerHour / 2)
      await grownTo(db, 4 * count)
      return (performance.now() - returned) / 1000
    })
    const overdue = await told(db, 'case.overdue')
    const insertSeconds = await appendAlone(serverUrl, count, dueAt)
    return {
      cases: count,
      seconds,
      perSecond: count / seconds,
      insertSeconds,
      ratio: seconds / insertSeconds,
      overdue: overdue.count,
      distinct: overdue.distinct,
    }
  } finally {
    await db.destroy()
    await fresh.drop()
  }
}

async function whileHubRuns<T>(config: ReturnType<typeof readConfig>, work: (url: string) => Promise<T>): Promise<T> {
  const hub = await startHub(config)
  try {
    return await work(hub.url)
  } finally {
    await hub.stop()
  }
}

/** When the reply to every case is due. */
async function replyDue(db: Database): Promise<Date> {
  const { rows } = await sql<{ due: string }>`
    select d->>'dueAt' as due from case_file, json_array_elements(state->'due') d where d->>'step' = 'reply' limit 1`.execute(
    db,
  )
  return new Date(rows[0]?.due ?? '')
}

/** Make the hub's clock stand at the instant, in milliseconds. */
async function runAhead(url: string, instant: number): Promise<void> {
  const answer = await fetch(`${url}/v1/test/clock`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ offsetSeconds: Math.ceil((instant - Date.now()) / 1000) }),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

/** The log has as many events: two for each case from the beginning, one more for its warning, one that it is overdue. */
async function grownTo(db: Database, size: number): Promise<void> {
  while ((await logSize(db)) < size) await sleep(50)
}

async function told(db: Database, type: string): Promise<{ count: number; distinct: number }> {
  const { rows } = await sql<{ count: number; distinct: number }>`
    select count(*) as count, count(distinct case_id) as distinct from event where type = ${type}`.execute(db)
  return rows[0] ?? { count: 0, distinct: 0 }
}

async function readersAtEnd(db: Database): Promise<void> {
  for (;;) {
    const { size } = await db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()
    const behind = await db
      .selectFrom('reader_cursor')
      .select('name')
      .where('position', '<', size - 1)
      .execute()
    if (behind.length === 0) return
    await sleep(200)
  }
}

/** As many events of the same size in a log of their own. */
async function appendAlone(serverUrl: string, count: number, dueAt: Date): Promise<number> {
  const fresh = await freshDatabase(serverUrl)
  const db = openDatabase(fresh.url, { max: 2 })
  try {
    const began = performance.now()
    for (let done = 0; done < count; done += appendedTogether) {
      await atLogHead(db, { hubId, now: () => new Date() }, async (_, head) => {
        for (let n = 0; n < Math.min(appendedTogether, count - done); n += 1) {
          head.append({
            type: 'case.overdue',
            caseId: `019ab3f0-5c1e-7c4a-9d0e-${String(done + n).padStart(12, '0')}`,
            subject: `019ab3f0-5c1e-7c4a-9d0e-${String(done + n).padStart(12, '0')}`,
            division: '440106',
            data: { step: 'reply', dueAt: logTime(dueAt), node: '440100' },
            audience: [
              { node: '440100', role: 'lead' },
              { node: '440600', role: 'origin' },
            ],
          })
        }
      })
    }
    return (performance.now() - began) / 1000
  } finally {
    await db.destroy()
    await fresh.drop()
  }
}

function print(report: DueReport): void {
  printTable(
    ['overdue at one instant', 'seconds', 'per second'],
    [
      [`${report.cases} cases, hub away for an hour`, report.seconds.toFixed(1), Math.round(report.perSecond)],
      [
        'as many events appended alone',
        report.insertSeconds.toFixed(1),
        Math.round(report.cases / report.insertSeconds),
      ],
    ],
  )
  console.log(`ratio ${report.ratio.toFixed(2)}; ${report.overdue} events for ${report.distinct} cases`)
}
