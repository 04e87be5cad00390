import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { fromBase64, MemoryTileStore, toBase64, type LogEntry, type Tile } from '@inquiry/transparency'
import { z } from 'zod'
import type { LogCopy } from './log-copy.ts'

/** The first line of an export: whose log it is and how far it goes. The others are tiles, then events in order. */
export const ExportHead = z.strictObject({
  inquiryLogExport: z.literal(1),
  origin: z.string(),
  vkey: z.string(),
  checkpoint: z.string(),
  exportedAt: z.string(),
})
export type ExportHead = z.infer<typeof ExportHead>

const Line = z.union([
  z.strictObject({ tile: z.tuple([z.int().min(0), z.int().min(0), z.base64()]) }),
  z.strictObject({ event: z.tuple([z.int().min(0), z.string()]) }),
])

/** A tile as a line of an export. */
export function tileLine({ level, index, hashes }: Tile): string {
  return `${JSON.stringify({ tile: [level, index, toBase64(hashes)] })}\n`
}

/** An event as a line of an export: its exact text, as a JSON string. */
export function eventLine(position: number, leaf: Uint8Array): string {
  return `${JSON.stringify({ event: [position, Buffer.from(leaf).toString()] })}\n`
}

/** The file is no export, or a line of it is broken. */
export class MalformedExport extends Error {
  override name = 'MalformedExport'
}

/** Read an export: head and tiles into memory, events as they are asked for. Throws MalformedExport. */
export async function copyInFile(file: string): Promise<LogCopy> {
  const tiles = new MemoryTileStore()
  let head: ExportHead | undefined
  for await (const { line, number } of linesOf(file)) {
    if (!head) {
      head = parsed(ExportHead, line, number)
      continue
    }
    const entry = parsed(Line, line, number)
    if ('event' in entry) break
    const [level, index, hashes] = entry.tile
    tiles.writeTiles([{ level, index, hashes: fromBase64(hashes) ?? new Uint8Array(0) }])
  }
  if (!head) throw new MalformedExport(`${file} is empty.`)
  const { checkpoint: note, vkey } = head
  return { events: { note, vkeys: [vkey], tiles, entries: () => eventsIn(file) }, erased: 0, earlier: [] }
}

async function* eventsIn(file: string): AsyncGenerator<LogEntry> {
  for await (const { line, number } of linesOf(file)) {
    if (number === 1) continue
    const entry = parsed(Line, line, number)
    if ('event' in entry) yield { position: entry.event[0], leaf: Buffer.from(entry.event[1]) }
  }
}

async function* linesOf(file: string): AsyncGenerator<{ line: string; number: number }> {
  let number = 0
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number += 1
    yield { line, number }
  }
}

function parsed<T extends z.ZodType>(schema: T, line: string, number: number): z.infer<T> {
  try {
    return schema.parse(JSON.parse(line))
  } catch {
    throw new MalformedExport(`Line ${number} is not that of a log export.`)
  }
}
