import { EventsPage, parse } from '@inquiry/schema'
import type { AnyEvent } from '@inquiry/schema'
import { no } from './answer.ts'
import type { Answer, Failure } from './answer.ts'
import { categoryWanted, concerns } from './event-filter.ts'
import type { EventFilter } from './event-filter.ts'
import type { Cursor } from './follow-inbox.ts'
import { callHub } from './hub.client.ts'
import { Place } from './place.query.ts'
import { defaultPatience, delayAfter, rest } from './retry.ts'
import type { Patience } from './retry.ts'
import { trusted } from './session.ts'

export type SubscriberOptions = {
  /** The hub's origin, such as `https://hub.example`. */
  hubUrl: string
  /** The bearer token for the next request: a coordinator's, or one that a node has sealed just now. Undefined where the hub publishes its events. */
  credential?: () => string | undefined | Promise<string | undefined>
  /** The file that keeps how far was read. One process holds it at a time. */
  store: string
  patience?: Partial<Patience>
}

export type SubscriptionOptions = {
  /** Which events concern this subscriber; all where nothing is said. */
  filter?: EventFilter
  /**
   * Applies one event. It is called for one at a time, in the order of the log; where it throws, the same event comes
   * again, and nothing after it before. An event that was applied, but whose place a crash kept from being saved, comes
   * once more: with a cursor that is saved together with the effects not even that.
   */
  onEvent: (event: AnyEvent) => void | Promise<void>
  /** Says why events cannot be read just now, or what `onEvent` threw. Following goes on. */
  onTrouble?: (trouble: Failure | { kind: 'handler'; error: unknown }) => void
  /** Where the place is kept, instead of the store. */
  cursor?: Cursor
  signal: AbortSignal
  /** Seconds that the hub may hold a request, 0 to 30. */
  wait?: number
  /** Events per request, 1 to 1000. */
  limit?: number
}

/** A subscriber to the hub's public events. */
export type Subscriber = {
  /** Apply every event that concerns the subscriber once, in order, until the signal says stop. */
  follow: (options: SubscriptionOptions) => Promise<void>
  close: () => void
}

/** Open a subscriber's store; throws where another process holds it. */
export function createSubscriber(options: SubscriberOptions): Subscriber {
  const place = new Place(options.store)
  const patience = { ...defaultPatience, ...options.patience }
  return {
    follow: (subscription) => followEvents(options, place, patience, subscription),
    close: () => place.close(),
  }
}

async function followEvents(
  hub: SubscriberOptions,
  place: Place,
  patience: Patience,
  subscription: SubscriptionOptions,
): Promise<void> {
  const { signal, onTrouble, cursor = place } = subscription
  let after = await cursor.read()
  for (let failures = 0; !signal.aborted;) {
    const page = await readPage(hub, after, subscription)
    if (page.ok) {
      failures = 0
      after = await applyAll(page.value, after, place, patience, { ...subscription, cursor })
    } else if (page.failure.kind !== 'stopped') {
      onTrouble?.(page.failure)
      await rest(delayAfter(++failures, page.failure, patience, Math.random), signal)
    }
  }
}

/** The next page. The log has no gaps: a page that has one is not believed. */
async function readPage(
  { hubUrl, credential }: SubscriberOptions,
  after: number,
  { wait = 25, limit = 200, signal }: SubscriptionOptions,
): Promise<Answer<EventsPage>> {
  const token = await credential?.()
  const answer = await callHub(hubUrl, {
    method: 'GET',
    path: `/v1/events?after=${after}&limit=${limit}&wait=${wait}`,
    timeoutMs: 30_000 + wait * 1000,
    signal,
    ...(token === undefined ? {} : { token }),
  })
  const page = trusted(answer, (value) => parse(EventsPage, value))
  const gap = page.ok ? page.value.events.findIndex(({ position }, i) => position !== after + 1 + i) : -1
  return gap < 0 ? page : no({ kind: 'untrusted', detail: `event ${after + 1 + gap} is missing` })
}

type Applying = SubscriptionOptions & { cursor: Cursor }

/** Where to go on after a page. The place is saved after each event applied, and once for those passed over. */
async function applyAll(
  page: EventsPage,
  after: number,
  place: Place,
  patience: Patience,
  options: Applying,
): Promise<number> {
  const { filter = {}, cursor } = options
  let reached = after
  let saved = after
  for (const event of page.events) {
    if (categoryWanted(event, filter) === true) place.choose(event.subject)
    if (concerns(event, filter, place)) {
      if (!(await apply(event, patience, options))) break
      await cursor.save(event.position)
      saved = event.position
    }
    reached = event.position
  }
  if (reached > saved) await cursor.save(reached)
  return reached
}

/** Apply an event, again and again where the handler throws: passing over it would break the order. */
async function apply(event: AnyEvent, patience: Patience, { onEvent, onTrouble, signal }: Applying): Promise<boolean> {
  for (let failures = 1; !signal.aborted; failures++) {
    try {
      await onEvent(event)
      return true
    } catch (error) {
      onTrouble?.({ kind: 'handler', error })
      await rest(delayAfter(failures, { kind: 'stopped' }, patience, Math.random), signal)
    }
  }
  return false
}
