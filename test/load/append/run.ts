import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { atLogHead, isGapFree, logSize, readOnce } from '@inquiry/case-log'
import { migrate, openDatabase, startEmbeddedPostgres } from '@inquiry/database'
import type { NewEvent } from '@inquiry/schema'
import { printTable } from '../table.ts'

const writers = 8
const eventsEach = 20

/** `pnpm bench append`: eight writers append at once while a reader follows live; positions must have no gap. */
export async function runAppend(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean' }, seconds: { type: 'string', default: '60' } },
  })
  const folder = mkdtempSync(join(tmpdir(), 'bench-append-'))
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  const db = openDatabase(server.url, { max: writers + 2 })
  try {
    await migrate(db)
    const options = { hubId: '440000-hub', now: () => new Date() }
    const until = performance.now() + Number(values.seconds) * 1000
    let commits = 0
    let next = 0
    let missed = 0
    let writing = true
    const read = () =>
      readOnce(db, 'bench', 2_000, async (_tx, events) => {
        for (const { position } of events) missed += position === next++ ? 0 : 1
      })
    const reading = (async () => {
      while (writing || (await read()) > 0) await read()
    })()
    const write = async (writer: number): Promise<void> => {
      while (performance.now() < until) {
        await atLogHead(db, options, async (_tx, head) => {
          for (let n = 0; n < eventsEach; n++) head.append(event(writer))
        })
        commits += 1
      }
    }
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
    writing = false
    await reading
    const report = {
      seconds: Number(values.seconds),
      commits,
      events: await logSize(db),
      gapFree: await isGapFree(db),
      readLive: next,
      missed,
    }
    if (values.json) console.log(JSON.stringify(report))
    else
      printTable(
        ['', 'figure'],
        Object.entries(report).map(([name, figure]) => [name, String(figure)]),
      )
  } finally {
    await db.destroy()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function event(writer: number): NewEvent<'node.gap'> {
  const data = { node: '440100', from: writer + 1, to: writer + 1, since: '2026-11-22T10:00:00.000+08:00' }
  return { type: 'node.gap', caseId: null, subject: '440100', division: '440100', data, audience: [] }
}
