import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP, type Socket } from 'node:net'
import { EndpointRefused, guardedLookup, mayReach, type EndpointRules } from './endpoint.ts'

/** A whole delivery, from looking up the name to the last byte read, in milliseconds (§7, annex B29). */
const totalMs = 20_000
/** Bytes of an answer that are read; whatever comes after them is not waited for. */
const answerBytes = 64 * 1024
/** How long the rest of an answer is waited for once its status is known, in milliseconds. */
const restMs = 2_000

/** What became of a delivery. `body` is the answer as far as it was read. */
export type Posted =
  | { kind: 'answered'; status: number; body: string; retryAfter: string | undefined }
  | { kind: 'failed'; reason: string }

/** A line to one endpoint: one connection, kept open between deliveries. */
export interface Line {
  post(body: string, headers: Record<string, string>): Promise<Posted>
  close(): void
}

/**
 * Open a line. The address that is connected to is checked, not the name; redirects are not followed; answers are not
 * decompressed. A peer can make a delivery fail, and nothing else.
 */
export function openLine(url: string, rules: EndpointRules, deadlineMs: number = totalMs): Line {
  const isSecure = new URL(url).protocol === 'https:'
  const settings = { keepAlive: true, maxSockets: 1, keepAliveMsecs: 10_000, timeout: 60_000 }
  const agent = isSecure ? new https.Agent({ ...settings, minVersion: 'TLSv1.2' }) : new http.Agent(settings)
  return {
    close: () => agent.destroy(),
    async post(body, headers) {
      const sending = { body, headers, agent, rules, deadlineMs }
      try {
        return await post(url, sending).catch((error: unknown) => {
          if (error instanceof ClosedMeanwhile) return post(url, sending)
          throw error
        })
      } catch (error) {
        return { kind: 'failed', reason: reasonOf(error) }
      }
    },
  }
}

/** The kept connection had been closed by the peer: the request never reached anybody. */
class ClosedMeanwhile extends Error {
  override name = 'ClosedMeanwhile'
}

type Sending = {
  body: string
  headers: Record<string, string>
  agent: http.Agent
  rules: EndpointRules
  deadlineMs: number
}

async function post(url: string, { body, headers, agent, rules, deadlineMs }: Sending): Promise<Posted> {
  requireReachable(url, rules)
  const { promise, resolve, reject } = Promise.withResolvers<Posted>()
  const request = (url.startsWith('https:') ? https : http).request(url, {
    method: 'POST',
    agent,
    lookup: guardedLookup(rules),
    maxHeaderSize: 16 * 1024,
    headers: {
      ...headers,
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'inquiry-exchange-hub/1',
    },
  })
  const deadline = setTimeout(() => request.destroy(new Error(`no answer within ${deadlineMs / 1000} s`)), deadlineMs)
  request.once('socket', (socket) => requireReachedAddress(socket, rules))
  // After the status has been said, nothing that goes wrong takes it back.
  let isAnswered = false
  request.on('error', (error: NodeJS.ErrnoException) => {
    if (isAnswered) return
    reject(request.reusedSocket && error.code === 'ECONNRESET' ? new ClosedMeanwhile(error.message) : error)
  })
  request.once('response', (response) => {
    isAnswered = true
    readAnswer(response).then(
      (text) =>
        resolve({
          kind: 'answered',
          status: response.statusCode ?? 0,
          body: text,
          retryAfter: response.headers['retry-after'],
        }),
      reject,
    )
  })
  request.end(body)
  return promise.finally(() => clearTimeout(deadline))
}

/** An address that stands in the URL itself is never looked up: it is judged here. */
function requireReachable(url: string, rules: EndpointRules): void {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !mayReach(host, rules)) throw new EndpointRefused(`${host} is not a public address`)
}

/** The last word has the address that the socket is connected to; before it is judged nothing was written to it. */
function requireReachedAddress(socket: Socket, rules: EndpointRules): void {
  const judge = (): void => {
    const address = socket.remoteAddress
    if (address !== undefined && !mayReach(address, rules))
      socket.destroy(new EndpointRefused(`${address} is not a public address`))
  }
  if (socket.connecting) socket.prependOnceListener('connect', judge)
  else judge()
}

/** The beginning of an answer. A body that is long, slow or endless is cut off: its status has been said. */
async function readAnswer(response: IncomingMessage): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const chunks: Buffer[] = []
  let bytes = 0
  const end = (isWhole: boolean): void => {
    clearTimeout(late)
    if (!isWhole) response.destroy()
    resolve(Buffer.concat(chunks).subarray(0, answerBytes).toString())
  }
  const late = setTimeout(() => end(false), restMs)
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > answerBytes) end(false)
  })
  response.once('end', () => end(true))
  response.on('error', () => end(false))
  response.once('close', () => end(false))
  return promise
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return [code, message]
    .filter((part) => part !== undefined && part !== '')
    .join(': ')
    .slice(0, 200)
}
