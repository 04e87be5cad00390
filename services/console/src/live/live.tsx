import type { AnyEvent } from '@inquiry/schema'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useAsker } from '../hub/asker.ts'
import { livingKeys } from '../hub/questions.ts'
import { useSession } from '../session/session.tsx'
import { follow, type LivePhase } from './follow.ts'

/** What the page has heard so far: `recent` newest first. */
export type Live = { phase: LivePhase | 'polling'; last: AnyEvent | null; recent: readonly AnyEvent[] }

const recentKept = 40
/** Events come by the hundred; the page moves at most so often. */
const flushMs = 400
const refetchMs = 2000
/** Figures stand up to five seconds behind the log (annex A24). */
const settleMs = 8000
const pollMs = 15_000

const nothingYet: Live = { phase: 'connecting', last: null, recent: [] }
const LiveContext = createContext<Live>(nothingYet)

/** Follows the log while it is shown, and lets figures, lists and open cases be asked again as events arrive. */
export function LiveProvider({ streamed, children }: { streamed: boolean; children: ReactNode }) {
  const [live, setLive] = useState(nothingYet)
  const asker = useAsker()
  const { end } = useSession()
  const queries = useQueryClient()
  useEffect(() => {
    const stop = new AbortController()
    const refresh = refresher(queries, stop.signal)
    if (streamed) {
      const flush = gatherer((events) => {
        setLive((live) => ({ ...live, last: events.at(-1) ?? live.last, recent: newestFirst(events, live.recent) }))
        refresh()
      }, stop.signal)
      const phase = (phase: LivePhase) => setLive((live) => ({ ...live, phase }))
      void follow(asker, { phase, events: flush, signedOut: end }, stop.signal)
    } else {
      setLive({ ...nothingYet, phase: 'polling' })
      const timer = setInterval(refresh, pollMs)
      stop.signal.addEventListener('abort', () => clearInterval(timer))
    }
    return () => stop.abort()
  }, [asker, queries, streamed, end])
  return <LiveContext value={live}>{children}</LiveContext>
}

/** What the page has heard so far. */
export function useLive(): Live {
  return useContext(LiveContext)
}

function newestFirst(events: readonly AnyEvent[], before: readonly AnyEvent[]): readonly AnyEvent[] {
  return [...events.slice(-recentKept).toReversed(), ...before].slice(0, recentKept)
}

/** Hands on what came within `flushMs` at once. */
function gatherer(
  hand: (events: readonly AnyEvent[]) => void,
  signal: AbortSignal,
): (events: readonly AnyEvent[]) => void {
  let waiting: AnyEvent[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  signal.addEventListener('abort', () => clearTimeout(timer))
  const flush = () => {
    timer = undefined
    const events = waiting
    waiting = []
    hand(events)
  }
  return (events) => {
    waiting.push(...events)
    timer ??= setTimeout(flush, flushMs)
  }
}

/** Asks for what has moved every `refetchMs` from the first event until `settleMs` after the last. */
function refresher(queries: QueryClient, signal: AbortSignal): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastEventAt = 0
  signal.addEventListener('abort', () => clearTimeout(timer))
  const ask = () => {
    for (const key of Object.values(livingKeys))
      void queries.invalidateQueries({ queryKey: [key] }, { cancelRefetch: false })
    timer = Date.now() - lastEventAt < settleMs ? setTimeout(ask, refetchMs) : undefined
  }
  return () => {
    lastEventAt = Date.now()
    if (timer === undefined) ask()
  }
}
