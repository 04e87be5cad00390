import type { AnyEvent } from '@inquiry/schema'
import { isSignedOut, type Refusal, refusalOf } from '../hub/answer.ts'
import type { Asker } from '../hub/hub.client.ts'
import { headOfFigures, latestEvents } from '../hub/questions.ts'
import { type FeedEnd, readFeed } from './event-feed.client.ts'

/** How the page hears of events. */
export type LivePhase = 'connecting' | 'live' | 'interrupted'

/** What the follower tells: a phase, events in order of position, and that the token is no longer good. */
export type FollowerEars = {
  phase: (phase: LivePhase) => void
  events: (events: readonly AnyEvent[]) => void
  signedOut: () => void
}

const recentCount = 40
const firstDelayMs = 1000
const longestDelayMs = 15_000

/**
 * Follow the log from where the figures stand, over every interruption from the last position heard, until `signal` is
 * aborted. `jitter` in [0,1) spreads the pages of many coordinators over time.
 */
export async function follow(
  asker: Asker,
  ears: FollowerEars,
  signal: AbortSignal,
  jitter = Math.random,
): Promise<void> {
  let position: number | null = null
  let failures = 0
  const heard = (events: readonly AnyEvent[]) => {
    const fresh = events.filter((event) => position === null || event.position > position)
    if (fresh.length === 0) return
    position = fresh.at(-1)?.position ?? position
    ears.events(fresh)
  }
  const opened = () => {
    failures = 0
    ears.phase('live')
  }
  while (!signal.aborted) {
    const end: FeedEnd = await attempt(async () => {
      const start: number = position ?? (await catchUp(asker, heard, signal))
      position ??= start
      // From one event before: the stream then speaks at once, and shows that it is open.
      return readFeed(Math.max(-1, start - 1), asker, { opened, event: (event) => heard([event]) }, signal)
    })
    if (end.by === 'reader' || signal.aborted) return
    if (end.by === 'refusal' && isSignedOut(end.refusal)) return ears.signedOut()
    ears.phase('interrupted')
    await pause(delayMs(failures++, end, jitter), signal)
  }
}

/** The head of the figures, after telling the events just before it. */
async function catchUp(
  asker: Asker,
  heard: (events: readonly AnyEvent[]) => void,
  signal: AbortSignal,
): Promise<number> {
  const head = await headOfFigures(asker, signal)
  if (head < 0) return head
  heard((await latestEvents(asker, head, recentCount, signal)).events)
  return head
}

async function attempt(read: () => Promise<FeedEnd>): Promise<FeedEnd> {
  try {
    return await read()
  } catch (error) {
    return { by: 'refusal', refusal: refusalOf(error) }
  }
}

function delayMs(failures: number, end: FeedEnd, jitter: () => number): number {
  const asked = end.by === 'refusal' ? retryAfterMs(end.refusal) : 0
  const grown = Math.min(longestDelayMs, firstDelayMs * 2 ** failures)
  return Math.max(asked, grown * (0.75 + jitter() / 2))
}

function retryAfterMs(refusal: Refusal): number {
  return refusal.kind === 'problem' ? (refusal.retryAfterSeconds ?? 0) * 1000 : 0
}

/** Wait, but no longer than until the browser is back on the net. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  const wake = () => resolve()
  addEventListener('online', wake)
  signal.addEventListener('abort', wake)
  return promise.finally(() => {
    clearTimeout(timer)
    removeEventListener('online', wake)
    signal.removeEventListener('abort', wake)
  })
}
