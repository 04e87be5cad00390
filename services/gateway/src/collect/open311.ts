import { setTimeout as pause } from 'node:timers/promises'
import type { Cell } from '../row.ts'
import type { Open311Source } from '../settings/source.ts'
import type { PlacedRow } from './database.ts'
import { askOpen311, written, type Window } from './open311.client.ts'
import { UnreadableSource } from './unreadable-source.ts'

/** GeoReport v2 lets a server refuse windows of more than ninety days. */
const widestMs = 30 * 86_400_000
const narrowestMs = 1000
const attempts = 3

/**
 * The requests that were made or updated since a place, window by window. A window that comes back full is read page by
 * page, or in two halves where the server knows no pages. Throws UnreadableSource.
 */
export async function* rowsOfOpen311(
  source: Open311Source,
  since: string,
  signal: AbortSignal,
): AsyncGenerator<PlacedRow> {
  const end = Date.now() + 60_000
  const begin = Date.parse(since.includes('T') ? since : `${since.replace(' ', 'T')}+08:00`)
  if (Number.isNaN(begin)) throw new UnreadableSource(`from: ${since} is no time; example: 2026-01-01 00:00:00`)
  for (let from = begin; from < end; from += widestMs) {
    yield* rowsOfWindow(source, { from, to: Math.min(end, from + widestMs), page: 1 }, signal)
  }
}

async function* rowsOfWindow(source: Open311Source, whole: Window, signal: AbortSignal): AsyncGenerator<PlacedRow> {
  const windows = [whole]
  let before = ''
  for (let window = windows.pop(); window; window = windows.pop()) {
    const requests = await patiently(source, window, signal)
    const isPaged = source.paging === 'page'
    // A server may give fewer on a page than it was asked for: only an empty page is the last.
    const hasMore = isPaged ? requests.length > 0 : requests.length >= source.pageSize
    const first = String(requests[0]?.['service_request_id'] ?? '')
    if (isPaged && window.page > 1 && hasMore && first === before)
      throw new UnreadableSource('the server gives the first page again and again: set paging: none')
    before = first
    // Of a window that came back full nobody knows what is missing: its halves are read instead.
    if (isPaged || !hasMore) for (const cells of requests) yield rowOf(cells, source)
    if (hasMore) windows.push(...furtherWindows(source, window))
  }
}

function furtherWindows({ paging, pageSize }: Open311Source, { from, to, page }: Window): Window[] {
  if (paging === 'page') return [{ from, to, page: page + 1 }]
  const middle = Math.floor((from + to) / 2000) * 1000
  if (to - from > 2 * narrowestMs && middle > from)
    return [
      { from: middle, to, page: 1 },
      { from, to: middle, page: 1 },
    ]
  throw new UnreadableSource(
    `${pageSize} requests or more at ${written(from)}: set paging: page, or a greater pageSize`,
  )
}

async function patiently(source: Open311Source, window: Window, signal: AbortSignal): Promise<Record<string, Cell>[]> {
  for (let attempt = 1; ; attempt++) {
    const page = await askOpen311(source, window, signal)
    if (page.ok) return page.requests
    if (attempt === attempts || signal.aborted) throw new UnreadableSource(page.why)
    await pause(attempt * 500)
  }
}

function rowOf(cells: Record<string, Cell>, { windowBy }: Open311Source): PlacedRow {
  const name = windowBy === 'updated' ? 'updated_datetime' : 'requested_datetime'
  const time = Date.parse(String(cells[name] ?? cells['requested_datetime'] ?? ''))
  return { at: String(cells['service_request_id'] ?? ''), cells, place: written(Number.isNaN(time) ? 0 : time) }
}
