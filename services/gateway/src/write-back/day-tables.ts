import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InboxEvent } from '@inquiry/schema'
import type { Ledger } from '../ledger/ledger.query.ts'
import type { FilesTarget } from '../settings/write-back.ts'
import { tableBytes, tables, type Language, type TableName } from './day-files.ts'
import type { EventRow } from './event-row.ts'

/** A sheet that is written anew with every event must stay small. */
const maxRows = 5000
const pageEvents = 500

export type DayWriting = {
  target: FilesTarget
  language: Language
  ledger: Ledger
  rowOf: (event: InboxEvent, table: TableName) => Promise<EventRow>
}

/**
 * Which part of a day's table is being written: the events after `after`, of which those to `until` stand in it. `stamps`
 * tell the file as the gateway left it.
 */
type Part = { part: number; after: number; until: number; stamps: string[] }

const firstPart: Part = { part: 1, after: -1, until: -1, stamps: [] }

/**
 * Bring a day's table up to date, and give the files that were written. A part is written whole, so that a reader sees
 * the old or the new one; a part that is full, or that a person has changed or taken away, is left alone, and the next
 * begins.
 */
export async function writeTable(writing: DayWriting, day: string, table: TableName): Promise<string[]> {
  const { ledger, target } = writing
  await mkdir(target.folder, { recursive: true })
  const fact = `table ${target.folder} ${day} ${table}`
  let part = JSON.parse(ledger.fact(fact) ?? JSON.stringify(firstPart)) as Part
  if (await isTouched(pathOf(writing, day, table, part), part)) part = followed(part)
  const written: string[] = []
  let rows: EventRow[] = []
  let until = part.until
  const put = async (): Promise<void> => {
    const path = pathOf(writing, day, table, part)
    const bytes = await tableBytes(table, rows, target.format, writing.language)
    await writeFile(`${path}.part`, bytes, { flush: true })
    // Both stamps are known before the file is replaced: killed in between, it is still the gateway's own.
    part = { ...part, until, stamps: [...part.stamps.slice(-1), await stampOf(`${path}.part`)] }
    ledger.setFact(fact, JSON.stringify(part))
    await rename(`${path}.part`, path)
    written.push(path)
  }
  for await (const event of eventsOf(ledger, day, part.after)) {
    const row = await writing.rowOf(event, table)
    if (!tables[table].isFor(event.private.role, row)) continue
    rows.push(row)
    until = event.position
    if (rows.length < maxRows) continue
    if (until > part.until) await put()
    part = followed(part)
    rows = []
  }
  if (rows.length > 0 && until > part.until) await put()
  return written
}

function followed({ part, until }: Part): Part {
  return { part: part + 1, after: until, until, stamps: [] }
}

async function* eventsOf(ledger: Ledger, day: string, after: number): AsyncGenerator<InboxEvent> {
  for (let place = after; ;) {
    const events = ledger.eventsOfDay(day, place, pageEvents)
    yield* events
    const last = events.at(-1)
    if (!last || events.length < pageEvents) return
    place = last.position
  }
}

function pathOf({ target, language }: DayWriting, day: string, table: TableName, { part }: Part): string {
  return join(target.folder, `${tables[table].name[language]}-${day}${part === 1 ? '' : `-${part}`}.${target.format}`)
}

/** Whether somebody has changed the file, or taken it away. */
async function isTouched(path: string, { stamps }: Part): Promise<boolean> {
  if (stamps.length === 0) return false
  const stamp = await stampOf(path).catch(() => '')
  return !stamps.includes(stamp)
}

async function stampOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path)
  return `${size} ${mtimeMs}`
}
