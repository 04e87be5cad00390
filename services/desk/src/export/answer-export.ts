import { recordExport, type AccessEnv, type CoordinatorIdentity } from '@inquiry/access'
import type { Database } from '@inquiry/database'
import { fail } from '@inquiry/problems'
import type { Context } from 'hono'
import { csvOf } from './csv.ts'
import { localTime, type ExportTable } from './export-table.ts'
import { csvMediaType, type ExportFormat } from './format.ts'
import { xlsxMediaType, xlsxOf } from './xlsx.ts'

/** What is exported, for the record of who was given it. */
export type ExportAsked = {
  db: Database
  identity: CoordinatorIdentity
  what: 'list' | 'stats'
  format: Exclude<ExportFormat, 'json'>
  query: string
  now: () => Date
}

/** So many exports go on at once, of one person and of all. */
const mostOfOne = 2
const mostOfAll = 6
/** An export that has not been read to its end by then is given up. */
const longestMs = 15 * 60_000

const underWay = new Map<string, number>()

/** Answer with the table as a file, row by row as it is read; who got how many rows is on record, also where it broke off. */
export function answerExport(c: Context<AccessEnv>, table: ExportTable, asked: ExportAsked): Response {
  roomFor(asked.identity.subject)
  const { format } = asked
  const at = localTime(asked.now()).replaceAll(/[-:]/g, '').replace(' ', '-').slice(0, 13)
  const name = encodeURIComponent(`${table.title}-${at}.${format}`)
  c.header('content-type', format === 'csv' ? `${csvMediaType}; charset=utf-8; header=present` : xlsxMediaType)
  c.header(
    'content-disposition',
    `attachment; filename="${table.asciiTitle}-${at}.${format}"; filename*=UTF-8''${name}`,
  )
  c.header('vary', 'Accept, Accept-Language')
  c.header('x-content-type-options', 'nosniff')
  return c.body(ReadableStream.from<Uint8Array>(counted(table, asked)), 200)
}

/** The parameters of an address as people read them. */
export function writtenQuery(url: string): string {
  return [...new URL(url).searchParams].map(([name, value]) => `${name}=${value}`).join('&')
}

async function* counted(table: ExportTable, asked: ExportAsked): AsyncGenerator<Uint8Array> {
  const { db, identity, what, format, query, now } = asked
  const { subject } = identity
  const deadline = performance.now() + longestMs
  let rows = 0
  let complete = false
  const pieces = async function* () {
    for await (const piece of table.pieces()) {
      if (performance.now() > deadline) throw new Error('an export was not read to its end in time')
      rows += piece.length
      yield piece
    }
  }
  underWay.set(subject, (underWay.get(subject) ?? 0) + 1)
  try {
    yield* format === 'csv' ? csvOf({ ...table, pieces }) : xlsxOf({ ...table, pieces })
    complete = true
  } finally {
    const others = (underWay.get(subject) ?? 1) - 1
    if (others > 0) underWay.set(subject, others)
    else underWay.delete(subject)
    await recordExport(db, identity, { what, format, query, rows, complete }, now())
  }
}

function roomFor(subject: string): void {
  const all = [...underWay.values()].reduce((sum, count) => sum + count, 0)
  if ((underWay.get(subject) ?? 0) < mostOfOne && all < mostOfAll) return
  fail(
    'too-many-requests',
    `同时进行的导出每人最多 ${mostOfOne} 个，全枢纽最多 ${mostOfAll} 个，请待其完成后再试。`,
    `At most ${mostOfOne} exports of a person and ${mostOfAll} of all go on at once; try again when one has ended.`,
    { retryAfter: 10 },
  )
}
