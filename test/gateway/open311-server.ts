import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type ServiceRequest = Record<string, string | number | null> & {
  service_request_id: string
  requested_datetime: string
  updated_datetime: string
}

/** How servers of the protocol differ: how many they give at once, and which parameters they know. */
export type Variant = { limit: number; pages: boolean; updated: boolean; wrapped?: boolean }

/** An endpoint of Open311 GeoReport v2, as vendors run it; there is none that can be installed. */
export class Open311Server {
  readonly requests: ServiceRequest[] = []
  /** Answers to give instead of the list, one for each request. */
  readonly mishaps: { status: number; body: string }[] = []
  readonly #variant: Variant
  readonly #server: Server

  constructor(variant: Variant) {
    this.#variant = variant
    this.#server = createServer((request, response) => this.#answer(request, response))
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/open311/v2`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server')
    const mishap = this.mishaps.shift()
    const say = (status: number, body: string): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    if (mishap) return say(mishap.status, mishap.body)
    if (pathname !== '/open311/v2/requests.json') return say(404, '[{"code":404,"description":"not found"}]')
    const found = this.#within(searchParams)
    if (!found) return say(400, '[{"code":400,"description":"the window is wider than 90 days"}]')
    const { limit, pages, wrapped } = this.#variant
    const size = pages ? Math.min(limit, Number(searchParams.get('page_size') ?? limit)) : limit
    const from = pages ? (Number(searchParams.get('page') ?? 1) - 1) * size : 0
    const list = found.slice(from, from + size)
    return say(200, JSON.stringify(wrapped ? { requests: list } : list))
  }

  /** Newest first, as most do; undefined where the window is wider than the standard allows. */
  #within(search: URLSearchParams): ServiceRequest[] | undefined {
    const name = this.#variant.updated && search.has('updated_after') ? 'updated_datetime' : 'requested_datetime'
    const [first, last] = name === 'updated_datetime' ? ['updated_after', 'updated_before'] : ['start_date', 'end_date']
    const from = Date.parse(search.get(first) ?? '1970-01-01')
    const to = Date.parse(search.get(last) ?? '2100-01-01')
    if (to - from > 90 * 86_400_000) return undefined
    return this.requests
      .filter((one) => Date.parse(one[name]) >= from && Date.parse(one[name]) <= to)
      .toSorted((a, b) => Date.parse(b[name]) - Date.parse(a[name]))
  }
}
