import http from 'node:http'
import { percentile } from '../percentile.ts'

/** What became of envelopes that were sent at a steady rate, whether answers came or not. Times in milliseconds. */
export type Outcome = {
  sent: number
  perSecond: number
  taken: number
  takenPerSecond: number
  takenP50Ms: number
  takenP99Ms: number
  /** Answered 429 or 503 with a whole number of seconds in Retry-After. */
  refused: number
  refusedP50Ms: number
  refusedP95Ms: number
  refusedP99Ms: number
  /** Anything else: other answers, refusals that do not say when to come again, broken connections. */
  wrong: number
}

/**
 * Send bodies at so many a second over so many connections at most; what finds none free waits for one, and its time counts
 * from when it was sent. Those left when the time is over are not sent.
 */
export async function sendSteadily(
  url: string,
  bodies: readonly string[],
  perSecond: number,
  connections: number,
): Promise<Outcome> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const taken: number[] = []
  const refused: number[] = []
  let wrong = 0
  let busy = 0
  let next = 0
  const began = performance.now()
  const lasting = (bodies.length / perSecond) * 1000
  const sending = new Set<Promise<void>>()
  const send = async (body: string): Promise<void> => {
    const sent = performance.now()
    const { status, retryAfter } = await post(url, body, agent)
    const ms = performance.now() - sent
    if (status === 200) taken.push(ms)
    else if ((status === 503 || status === 429) && /^[1-9]\d?$/.test(retryAfter ?? '')) refused.push(ms)
    else wrong += 1
  }
  while (next < bodies.length && performance.now() - began < lasting + 1_000) {
    const due = Math.min(bodies.length, Math.floor(((performance.now() - began) * perSecond) / 1000))
    for (; next < due && busy < connections; next++) {
      busy += 1
      const one = send(bodies[next] ?? '').finally(() => {
        busy -= 1
        sending.delete(one)
      })
      sending.add(one)
    }
    await new Promise((done) => setTimeout(done, 1))
  }
  const seconds = (performance.now() - began) / 1000
  await Promise.all(sending)
  agent.destroy()
  return {
    sent: next,
    perSecond: next / seconds,
    taken: taken.length,
    takenPerSecond: taken.length / ((performance.now() - began) / 1000),
    takenP50Ms: percentile(taken, 0.5),
    takenP99Ms: percentile(taken, 0.99),
    refused: refused.length,
    refusedP50Ms: percentile(refused, 0.5),
    refusedP95Ms: percentile(refused, 0.95),
    refusedP99Ms: percentile(refused, 0.99),
    wrong,
  }
}

function post(url: string, body: string, agent: http.Agent): Promise<{ status: number; retryAfter?: string }> {
  const { promise, resolve } = Promise.withResolvers<{ status: number; retryAfter?: string }>()
  const headers = { 'content-type': 'application/jose', 'content-length': Buffer.byteLength(body) }
  const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
    response.resume()
    const retryAfter = response.headers['retry-after']
    response.once('end', () => resolve({ status: response.statusCode ?? 0, ...(retryAfter ? { retryAfter } : {}) }))
  })
  request.once('error', () => resolve({ status: 0 }))
  request.end(body)
  return promise
}
