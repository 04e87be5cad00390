import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { createAdaptorServer } from '@hono/node-server'
import { preferredLanguage, problemDocument, type ProblemCause } from '@inquiry/problems'
import { problems, type ProblemSlug } from '@inquiry/schema'

export type RunningServer = {
  url: string
  /** Takes no new connections, lets requests under way finish, and cuts off after the given milliseconds. */
  close: (graceMs: number) => Promise<void>
}

/** Why a request is sent away before anything but its head is read; undefined lets it in. */
export type Doorkeeper = (request: IncomingMessage) => ProblemCause | undefined

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch']

const mostConnections = 5_000

/**
 * Serve HTTP with limits against slow and oversize requests. `sendAway` is asked about each before it costs anything: a
 * hub with too much to do must not spend what it has on saying no.
 */
export async function startHttpServer(
  fetch: Fetch,
  { port, host }: { port: number; host: string },
  sendAway: Doorkeeper = () => undefined,
): Promise<RunningServer> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const server = createAdaptorServer({
    fetch,
    hostname: host,
    createServer: strictServer(sendAway) as typeof createServer,
    serverOptions: {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      maxHeaderSize: 16 * 1024,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
      // Answered below, as a problem.
      requireHostHeader: false,
    },
  }) as Server
  server.maxConnections = mostConnections
  server.once('error', reject)
  server.on('clientError', answerClientError)
  // A connection that finds no room in the queue is tried again by the other side after one, three and seven seconds.
  server.listen({ port, host, backlog: mostConnections }, () => resolve((server.address() as AddressInfo).port))
  const bound = await promise
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: (graceMs) => close(server, graceMs),
  }
}

/** A server whose requests are HTTP/1.x with one sound Host (RFC 9112 §3.2); others never reach a route. */
const strictServer =
  (sendAway: Doorkeeper) =>
  (options: ServerOptions, listener: RequestListener): Server =>
    createServer(options, (request, response) => {
      if (isSound(request)) {
        const reason = sendAway(request)
        if (reason) answerAway(request, response, reason)
        else listener(request, response)
        return
      }
      const body = problemBody('invalid-parameter', '请求不符合 HTTP/1.1。', 'The request is not HTTP/1.1.')
      const headers = { 'content-type': 'application/problem+json', 'content-length': Buffer.byteLength(body) }
      response.writeHead(400, { ...headers, connection: 'close' }).end(body)
    })

function answerAway({ url = '/', headers }: IncomingMessage, response: ServerResponse, reason: ProblemCause): void {
  const language = preferredLanguage(headers['accept-language'])
  const body = JSON.stringify(problemDocument(reason, language, url))
  const answered = {
    'content-type': 'application/problem+json',
    'content-language': language === 'zh' ? 'zh-CN' : 'en',
    vary: 'Accept-Language',
    'cache-control': 'no-store',
    'retry-after': String(reason.retryAfter ?? 1),
    'content-length': Buffer.byteLength(body),
  }
  response.writeHead(problems[reason.slug].status, answered).end(body)
}

/** A name, an IPv4 address or an IPv6 address in brackets, and perhaps a port (RFC 3986 §3.2.2). */
const host = /^([A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$/

function isSound({ httpVersionMajor, rawHeaders }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'host')
  return httpVersionMajor === 1 && hosts.length === 1 && host.test(hosts[0] ?? '')
}

function problemBody(slug: ProblemSlug, zh: string, en: string): string {
  return JSON.stringify(problemDocument({ slug, detail: { zh, en } }, 'zh', '/'))
}

/** What Node's parser refuses before any route sees it is answered as a problem too. */
function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const [status, slug, zh, en] = clientProblem(error.code)
  const body = problemBody(slug, zh, en)
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

function clientProblem(code: string | undefined): [status: string, slug: ProblemSlug, zh: string, en: string] {
  if (code === 'HPE_HEADER_OVERFLOW')
    return [
      '431 Request Header Fields Too Large',
      'headers-too-large',
      '请求头不得超过 16 KiB。',
      'The headers may have at most 16 KiB.',
    ]
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return ['408 Request Timeout', 'request-timeout', '请求未在规定时间内到齐。', 'The request did not arrive in time.']
  return ['400 Bad Request', 'invalid-parameter', '请求不符合 HTTP/1.1。', 'The request is not HTTP/1.1.']
}

async function close(server: Server, graceMs: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  server.closeIdleConnections()
  await promise
  clearTimeout(cut)
}
