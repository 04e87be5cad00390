import { setTimeout as sleep } from 'node:timers/promises'
import type { Step } from '@inquiry/work-loop'
import { noteFault } from '../oversee/faults.query.ts'
import { deliverToEndpoint, settleFailure, type DeliveryOptions } from './deliver-to-endpoint.ts'
import { keepEndpoints, takeEndpoints } from './lease.query.ts'
import { openLine, type Line } from './post.client.ts'
import { secretOf, type WebhookRow } from './webhooks.query.ts'

/** The loop that pushes inbox events to nodes' endpoints. */
export const webhooksName = 'webhooks'

/** Endpoints that one hub delivers to at a time, and how many of them may be such as failed the last time. */
const places = 128
const placesForFailing = 48
/** How often a hub says that it is still at its endpoints, in milliseconds. */
const keepEveryMs = 2_500
/** How long deliveries under way may take when the hub ends, in milliseconds. */
const graceMs = 2_000
/** Lines that are kept open between turns. */
const mostLines = 512

export type WebhooksOptions = Omit<DeliveryOptions, 'signal'> & { holder: string; masterKey: Uint8Array }

export type WebhookDelivery = {
  step: Step
  /** Begins no more; ends within some two seconds, when every delivery under way was settled or broken off. */
  close: () => Promise<void>
}

/**
 * Deliveries to webhooks. Every endpoint has its own line and its own order; one that hangs holds nothing but its own
 * place, and those that fail hold less than half of all places, so that none delays another.
 */
export function deliverWebhooks({ holder, masterKey, ...delivering }: WebhooksOptions): WebhookDelivery {
  const { db, rules, now } = delivering
  const ending = new AbortController()
  const turns = new Map<string, { failing: boolean; done: Promise<void> }>()
  const lines = new Map<string, Line>()
  const options: DeliveryOptions = { ...delivering, signal: ending.signal }
  const keeping = setInterval(() => {
    if (turns.size > 0) void keepEndpoints(db, holder).catch(() => {})
  }, keepEveryMs)

  const step: Step = async () => {
    const failing = [...turns.values()].filter((other) => other.failing).length
    const free = places - turns.size
    if (free <= 0) return 0
    const rows = await takeEndpoints(db, {
      holder,
      healthy: free,
      failing: Math.min(free, placesForFailing - failing),
      now: now(),
    })
    for (const row of rows) begin(row)
    return rows.length
  }

  function begin(row: WebhookRow): void {
    const name = `${row.node_id}/${row.id}`
    const done = turn(row)
      .catch((error: unknown) => failed(row, error))
      .finally(() => turns.delete(name))
    turns.set(name, { failing: row.attempts > 0, done })
  }

  async function turn(row: WebhookRow): Promise<void> {
    const secret = secretOf(row, masterKey)
    if (!secret)
      return settleFailure(row, { kind: 'failed', reason: 'its secret does not open with this master key' }, options)
    const line = lineTo(row)
    await deliverToEndpoint({ row, line, secret }, options)
  }

  /** The hub itself could not write or settle an event: the endpoint waits its time, and the others go on. */
  async function failed(row: WebhookRow, error: unknown): Promise<void> {
    const reason = `the hub could not deliver: ${(error as Error).message}`.slice(0, 200)
    await settleFailure(row, { kind: 'failed', reason }, options).catch(() => {})
    await noteFault(db, 'delivery-failed', `${row.node_id}/${row.id}`, reason)
  }

  function lineTo({ url }: WebhookRow): Line {
    const known = lines.get(url)
    if (known) return known
    const [oldest] = lines
    if (lines.size >= mostLines && oldest) {
      oldest[1].close()
      lines.delete(oldest[0])
    }
    const line = openLine(url, rules)
    lines.set(url, line)
    return line
  }

  return {
    step,
    async close() {
      ending.abort()
      clearInterval(keeping)
      const settled = Promise.all([...turns.values()].map(({ done }) => done))
      await Promise.race([settled, sleep(graceMs)])
      // Whoever has not answered by now is sent the same again by the next hub; it is no failure of the endpoint's.
      for (const line of lines.values()) line.close()
      await settled
    },
  }
}
