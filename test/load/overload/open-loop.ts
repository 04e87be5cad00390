import { percentile } from '../percentile.ts'
import { openConnections } from '../connection.ts'

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
 * Send requests at so many a second over so many connections at most; what finds none free waits for one, and its time
 * counts from when it was sent. Those left when the time is over are not sent.
 */
export async function sendSteadily(
  url: string,
  requests: readonly Buffer[],
  perSecond: number,
  connections: number,
): Promise<Outcome> {
  const { ask, close } = openConnections(url)
  const taken: number[] = []
  const refused: number[] = []
  let wrong = 0
  let next = 0
  const began = performance.now()
  const lasting = (requests.length / perSecond) * 1000
  const sending = new Set<Promise<void>>()
  const send = async (request: Buffer): Promise<void> => {
    const sent = performance.now()
    const { status, retryAfter } = await ask(request)
    const ms = performance.now() - sent
    if (status === 200) taken.push(ms)
    else if ((status === 503 || status === 429) && /^[1-9]\d?$/.test(retryAfter)) refused.push(ms)
    else wrong += 1
  }
  while (next < requests.length && performance.now() - began < lasting + 1_000) {
    const due = Math.min(requests.length, Math.floor(((performance.now() - began) * perSecond) / 1000))
    for (; next < due && sending.size < connections; next++) {
      const one = send(requests[next] as Buffer).finally(() => sending.delete(one))
      sending.add(one)
    }
    await new Promise((done) => setTimeout(done, 1))
  }
  const seconds = (performance.now() - began) / 1000
  await Promise.all(sending)
  const whole = (performance.now() - began) / 1000
  close()
  return {
    sent: next,
    perSecond: next / seconds,
    taken: taken.length,
    takenPerSecond: taken.length / whole,
    takenP50Ms: percentile(taken, 0.5),
    takenP99Ms: percentile(taken, 0.99),
    refused: refused.length,
    refusedP50Ms: percentile(refused, 0.5),
    refusedP95Ms: percentile(refused, 0.95),
    refusedP99Ms: percentile(refused, 0.99),
    wrong,
  }
}
