import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { createAdaptorServer } from '@hono/node-server'
import { problemDocument } from '@inquiry/problems'
import type { ProblemSlug } from '@inquiry/schema'
import { guarded, type Doorkeeper } from './doorkeeper.ts'

export type RunningServer = {
  url: string
  /** Takes no new connections, lets requests under way finish, and cuts off after the given milliseconds. */
  close: (graceMs: number) => Promise<void>
}

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch']

const mostConnections = 5_000

/**
 * Node takes one new connection per listener and turn of the event loop: a busy hub, whose turns take tens of
 * milliseconds, would let a thousand nodes that come at once wait for half a minute. Linux deals connections out to
 * several listeners on one port.
 */
const listeners = process.platform === 'linux' ? 64 : 1
/** Chance deals them out, so a listener may have some more than its part. */
const mostOfOne = Math.ceil((mostConnections / listeners) * (listeners === 1 ? 1 : 1.25))

/** Serve HTTP with limits against slow and oversize requests, and send away whom the doorkeeper does not let in. */
export async function startHttpServer(
  fetch: Fetch,
  { port, host }: { port: number; host: string },
  doorkeeper: Doorkeeper = () => 'in',
): Promise<RunningServer> {
  const open = (): Server => openServer(fetch, host, doorkeeper)
  // Whoever shares a port gets no error where another process has it: the first listens alone, to see that it is free.
  const first = open()
  const bound = await listen(first, { port, host })
  if (listeners > 1) await close(first, 0)
  const servers = listeners > 1 ? Array.from({ length: listeners }, open) : [first]
  if (listeners > 1) await Promise.all(servers.map((server) => listen(server, { port: bound, host, reusePort: true })))
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: async (graceMs) => void (await Promise.all(servers.map((server) => close(server, graceMs)))),
  }
}

function openServer(fetch: Fetch, hostname: string, doorkeeper: Doorkeeper): Server {
  const server = createAdaptorServer({
    fetch,
    hostname,
    createServer: strictServer(doorkeeper) as typeof createServer,
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
  server.maxConnections = mostOfOne
  server.on('clientError', answerClientError)
  return server
}

/** Answers the port. A connection that finds no room in the queue is tried again by the other side after one, three and seven seconds. */
async function listen(server: Server, at: { port: number; host: string; reusePort?: true }): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen({ ...at, backlog: mostConnections }, resolve)
  await promise
  return (server.address() as AddressInfo).port
}

/**
 * A server whose requests are HTTP/1.x with one sound Host (RFC 9112 §3.2), which HTTP/1.0 may leave out, as load balancers
 * do when they ask how a server is; others never reach a route.
 */
const strictServer =
  (doorkeeper: Doorkeeper) =>
  (options: ServerOptions, listener: RequestListener): Server => {
    const serve = guarded(doorkeeper, listener)
    return createServer(options, (request, response) => {
      if (isSound(request)) return serve(request, response)
      const body = problemBody('invalid-parameter', '请求不符合 HTTP/1.1。', 'The request is not HTTP/1.1.')
      const headers = { 'content-type': 'application/problem+json', 'content-length': Buffer.byteLength(body) }
      response.writeHead(400, { ...headers, connection: 'close' }).end(body)
    })
  }

/** A name, an IPv4 address or an IPv6 address in brackets, and perhaps a port (RFC 3986 §3.2.2). */
const host = /^([A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$/

function isSound({ httpVersionMajor, httpVersionMinor, rawHeaders }: IncomingMessage): boolean {
  let hosts = 0
  let named = ''
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (name.length !== 4 || name.toLowerCase() !== 'host') continue
    hosts += 1
    named = rawHeaders[at + 1] ?? ''
  }
  if (httpVersionMajor !== 1) return false
  return hosts === 0 ? httpVersionMinor === 0 : hosts === 1 && host.test(named)
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
