import { createHash } from 'node:crypto'
import { rowsOfDatabase, type PlacedRow } from './collect/database.ts'
import { rowsOfOpen311 } from './collect/open311.ts'
import { UnreadableSource } from './collect/unreadable-source.ts'
import { earlier, later } from './collect/place.ts'
import type { Gateway } from './open-gateway.ts'
import type { PolledSource } from './settings/source.ts'
import { takeRows, type Tally } from './take-rows.ts'

/**
 * Read the rows that changed since the last reading, and an overlap again: what is known already is passed over by its
 * digest, what was committed late is found. The place moves when the last row is kept. Where the fields were mended and
 * rows are faulty, all is read again.
 */
export async function takePolled(
  source: PolledSource,
  gateway: Gateway,
  send: () => Promise<unknown>,
): Promise<Tally | undefined> {
  const { ledger, config, node, signal, say } = gateway
  const mapping = createHash('sha256').update(JSON.stringify(source.fields)).digest('hex')
  const isMended = ledger.fact(`fields ${source.name}`) !== mapping && ledger.faults(1, source.name).length > 0
  const known = isMended ? undefined : ledger.fact(`place ${source.name}`)
  let place = known ?? String(source.from)
  const since = known === undefined ? place : earlier(known, source.overlap)
  const onBatch = async (): Promise<boolean> => (await send(), !signal.aborted)
  try {
    const rows = tracked(rowsOfPolled(source, since, signal), (row) => (place = later(place, row.place)))
    const tally = await takeRows(rows, { config, source, node, ledger, file: '', onBatch })
    if (signal.aborted) return tally
    ledger.together(() => {
      ledger.setFact(`place ${source.name}`, place)
      ledger.setFact(`fields ${source.name}`, mapping)
    })
    sayRows(source.name, tally, gateway)
    return tally
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error
    say(
      `${source.name}：来源不能读取，稍后再试：${error.message}`,
      `${source.name}: the source cannot be read and is tried again: ${error.message}`,
    )
    return undefined
  }
}

/** The rows of a database or an endpoint from a place on. */
export function rowsOfPolled(source: PolledSource, since: string, signal: AbortSignal): AsyncGenerator<PlacedRow> {
  return source.kind === 'database' ? rowsOfDatabase(source, since) : rowsOfOpen311(source, since, signal)
}

async function* tracked(rows: AsyncIterable<PlacedRow>, see: (row: PlacedRow) => void): AsyncGenerator<PlacedRow> {
  for await (const row of rows) {
    see(row)
    yield row
  }
}

/** A round that brought nothing new says nothing. */
export function sayRows(name: string, { rows, taken, changed, known, faulty }: Tally, { say }: Gateway): void {
  if (taken + changed === 0) return
  say(
    `${name}：读 ${rows} 行，新 ${taken}，改动 ${changed}，已有 ${known}，有误 ${faulty}`,
    `${name}: ${rows} rows read, ${taken} new, ${changed} changed, ${known} known, ${faulty} faulty`,
  )
}
