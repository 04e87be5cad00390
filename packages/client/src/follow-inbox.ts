import { InboxPage, parse } from '@inquiry/schema'
import type { InboxEvent } from '@inquiry/schema'
import type { Answer, Failure } from './answer.ts'
import { delayAfter, rest } from './retry.ts'
import type { Patience } from './retry.ts'
import { trusted } from './session.ts'
import type { Session } from './session.ts'

/** How far the inbox was read: the position of the last event applied, -1 before the first. */
export type Cursor = { read: () => number | Promise<number>; save: (position: number) => void | Promise<void> }

export type FollowOptions = {
  /**
   * Applies one event. It is called for one event at a time, in order; where it throws, the same event comes again. An
   * event that was applied, but whose cursor a crash kept from being saved, comes once more: know it by its id.
   */
  onEvent: (event: InboxEvent) => void | Promise<void>
  /** Says why the inbox cannot be read just now, or what `onEvent` threw. Following goes on. */
  onTrouble?: (trouble: Failure | { kind: 'handler'; error: unknown }) => void
  /** Keep the cursor where the events' effects are kept, and both are saved together or not at all. */
  cursor: Cursor
  signal: AbortSignal
  /** Seconds that the hub may hold the request, 0 to 30. */
  wait?: number
  /** Events per request, 1 to 1000. */
  limit?: number
}

/** Read the inbox by long polling until the signal says stop: each event is applied once, in order of position. */
export async function followInbox(session: Session, patience: Patience, options: FollowOptions): Promise<void> {
  const { cursor, onTrouble, signal, wait, limit } = options
  let after = await cursor.read()
  for (let failures = 0; !signal.aborted;) {
    const page = await readPage(session, { after, wait, limit, signal })
    if (page.ok) {
      failures = 0
      after = await applyAll(page.value, after, patience, options)
    } else if (page.failure.kind !== 'stopped') {
      onTrouble?.(page.failure)
      await rest(delayAfter(++failures, page.failure, patience, Math.random), signal)
    }
  }
}

/** Which part of the inbox: what follows the position `after`; `wait` is how many seconds the hub may hold the request. */
export type PageRequest = {
  after?: number | undefined
  limit?: number | undefined
  wait?: number | undefined
  signal?: AbortSignal | undefined
}

/** One page of the inbox. */
export async function readPage(
  session: Session,
  { after = -1, limit = 100, wait = 25, signal }: PageRequest,
): Promise<Answer<InboxPage>> {
  const hub = await session.hub()
  if (!hub.ok) return hub
  const path = `${hub.value.discovery.endpoints.inbox}?after=${after}&limit=${limit}&wait=${wait}`
  const answer = await session.ask('GET', path, { waitMs: wait * 1000, signal })
  return trusted(answer, (value) => parse(InboxPage, value))
}

/** Where to go on after a page; events at or before the cursor were applied before. */
async function applyAll(page: InboxPage, after: number, patience: Patience, options: FollowOptions): Promise<number> {
  let applied = after
  for (const event of page.events) {
    if (event.position <= applied) continue
    if (!(await apply(event, patience, options))) return applied
    applied = event.position
    await options.cursor.save(applied)
  }
  if (page.next <= applied) return applied
  await options.cursor.save(page.next)
  return page.next
}

/** Apply an event, again and again where the handler throws: passing over it would break the order of its case. */
async function apply(
  event: InboxEvent,
  patience: Patience,
  { onEvent, onTrouble, signal }: FollowOptions,
): Promise<boolean> {
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
