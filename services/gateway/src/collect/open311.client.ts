import type { Cell } from '../row.ts'
import type { Open311Source } from '../settings/source.ts'

/** One page of requests, or why there is none. */
export type Open311Page = { ok: true; requests: Record<string, Cell>[] } | { ok: false; why: string }

const timeoutMs = 60_000

/** A window of time, in Unix milliseconds, and which page of it. */
export type Window = { from: number; to: number; page: number }

/** `GET /requests.json` of GeoReport v2, once. It never throws: what a bad peer says is an answer. */
export async function askOpen311(source: Open311Source, window: Window, signal: AbortSignal): Promise<Open311Page> {
  try {
    const response = await fetch(addressOf(source, window), {
      headers: { accept: 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    const text = await response.text()
    if (!response.ok) return { ok: false, why: `HTTP ${response.status}${saidIn(text)}` }
    const value: unknown = JSON.parse(text)
    // Some servers wrap the list as their XML does.
    const list = Array.isArray(value) ? value : (value as { requests?: unknown } | null)?.requests
    if (!Array.isArray(list)) return { ok: false, why: 'the answer is no list of requests' }
    return { ok: true, requests: list.filter((one) => typeof one === 'object' && one !== null).map(cellsOf) }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : ''
    return { ok: false, why: `${error instanceof Error ? error.message : String(error)}${cause}` }
  }
}

function addressOf(
  { endpoint, jurisdictionId, apiKey, status, windowBy, paging, pageSize }: Open311Source,
  window: Window,
): URL {
  const address = new URL(`${endpoint.replace(/\/$/, '')}/requests.json`)
  const [from, to] = windowBy === 'updated' ? ['updated_after', 'updated_before'] : ['start_date', 'end_date']
  const parameters = {
    jurisdiction_id: jurisdictionId,
    api_key: apiKey,
    status,
    [from]: written(window.from),
    [to]: written(window.to),
    ...(paging === 'page' ? { page: String(window.page), page_size: String(pageSize) } : {}),
  }
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) address.searchParams.set(name, value)
  return address
}

/** A time without fractions, which not every server reads. */
export function written(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

/** The description of a GeoReport error, `[{code, description}]`. */
function saidIn(text: string): string {
  try {
    const value = JSON.parse(text) as { description?: string }[]
    return value[0]?.description === undefined ? '' : `: ${value[0].description}`
  } catch {
    return ''
  }
}

function cellsOf(request: object): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(request).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : ((value ?? null) as Cell),
    ]),
  )
}
