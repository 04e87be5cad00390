import { noteFault } from '../oversee/faults.query.ts'
import { readInbox, type InboxReading, type WrittenEvent } from '../deliver/read-inbox.ts'
import { newChallenge, provesControl } from './challenge.ts'
import type { EndpointRules } from './endpoint.ts'
import { settle } from './lease.query.ts'
import { askedDelayMs, nextAttemptAt } from './next-attempt.ts'
import type { Line, Posted } from './post.client.ts'
import { signedHeaders } from './sign.ts'
import type { WebhookRow } from './webhooks.query.ts'

export type DeliveryOptions = Omit<InboxReading, 'way'> & {
  hubId: string
  rules: EndpointRules
  now: () => Date
  /** Ends the turn after the delivery under way. */
  signal: AbortSignal
}

/** An endpoint that this hub holds, the line to it, and its secret. */
export type Turn = { row: WebhookRow; line: Line; secret: Buffer }

/** How many events of one turn are delivered before others are given the place. */
const mostPerTurn = 500
const atATime = 50

/**
 * One turn at an endpoint: its proof of control where it owes one, then what lies in its node's inbox, one after another
 * in order, each settled before the next is sent. The first failure ends the turn. Afterwards the endpoint is free again.
 */
export async function deliverToEndpoint(turn: Turn, options: DeliveryOptions): Promise<void> {
  const { row } = turn
  if (row.status === 'pending' && !(await prove(turn, options))) return
  let { position } = row
  for (let sent = 0; sent < mostPerTurn && !options.signal.aborted;) {
    const { events, next } = await readInbox({ ...options, way: 'webhook' }, row.node_id, position, atATime)
    for (const event of events) {
      if (options.signal.aborted) break
      if (isWanted(event, row)) {
        if (!(await deliver(turn, event, options))) return
        sent += 1
      } else if (!(await settle(options.db, row, { position: event.position }))) return
      position = event.position
    }
    if (events.length === 0) {
      await settle(options.db, row, { position: Math.max(next, position), ...free })
      return
    }
  }
  await settle(options.db, row, free)
}

/** An endpoint that wants some types only is passed by in silence by the others. */
function isWanted({ type }: WrittenEvent, { types }: WebhookRow): boolean {
  return types === null || types.some((wanted) => type === `inquiry.${wanted}.v1`)
}

/** Another hub may take the endpoint. */
const free = { holder: null, leased_until: null }
const recovered = { attempts: 0, failing_since: null, next_attempt_at: null, reason: null }

/** Send one event; true when it was taken and that is settled. */
async function deliver({ row, line, secret }: Turn, event: WrittenEvent, options: DeliveryOptions): Promise<boolean> {
  const headers = signedHeaders(secret, event.id, event.text, new Date())
  const answer = await line.post(event.text, { ...headers })
  if (!isTaken(answer)) {
    await settleFailure(row, answer, options)
    return false
  }
  Object.assign(row, recovered)
  return settle(options.db, row, { position: event.position, delivered_at: options.now(), ...recovered })
}

async function prove({ row, line, secret }: Turn, options: DeliveryOptions): Promise<boolean> {
  const challenge = newChallenge(options.hubId, row)
  const headers = signedHeaders(secret, challenge.id, challenge.body, new Date())
  const answer = await line.post(challenge.body, { ...headers })
  if (provesControl(answer, challenge, row.url, options.rules)) {
    const proven = { status: 'active' as const, proven_at: options.now(), ...recovered }
    Object.assign(row, proven)
    return settle(options.db, row, proven)
  }
  const answered: Posted = isTaken(answer) ? { kind: 'failed', reason: 'the challenge was not given back' } : answer
  await settleFailure(row, answered, options)
  return false
}

function isTaken(answer: Posted): boolean {
  return answer.kind === 'answered' && answer.status >= 200 && answer.status <= 299
}

/** 410 says that the endpoint is gone for good (Standard Webhooks); three days of anything else park it. */
export async function settleFailure(
  row: WebhookRow,
  answer: Posted,
  { db, now, signal }: DeliveryOptions,
): Promise<void> {
  // The hub itself broke it off: nothing is known of the endpoint.
  if (signal.aborted && answer.kind === 'failed') return void (await settle(db, row, free))
  const at = now()
  const failingSince = row.failing_since ?? at
  const attempts = row.attempts + 1
  const isGone = answer.kind === 'answered' && answer.status === 410
  const askedMs = answer.kind === 'answered' ? askedDelayMs(answer.retryAfter, at) : 0
  const next = isGone ? null : nextAttemptAt({ attempts, failingSince, askedMs }, at, Math.random)
  const reason = answer.kind === 'failed' ? answer.reason : `answered ${answer.status}`
  const settled = await settle(db, row, {
    status: isGone ? 'disabled' : next === null ? 'parked' : row.status,
    attempts,
    failing_since: failingSince,
    next_attempt_at: next,
    reason,
    ...free,
  })
  if (settled && next === null)
    await noteFault(db, isGone ? 'webhook-disabled' : 'webhook-parked', `${row.node_id}/${row.id}`, reason)
}
