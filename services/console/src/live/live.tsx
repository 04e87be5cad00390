import type { AnyEvent } from '@inquiry/schema'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useAsker } from '../hub/asker.ts'
import { caseKey, livingKey } from '../hub/questions.ts'
import { useSession } from '../session/session.tsx'
import { follow, type LivePhase } from './follow.ts'

/** What the page has heard so far: `recent` newest first, `heardAt` when the last came, in the browser's milliseconds. */
export type Live = {
  phase: LivePhase | 'polling'
  last: AnyEvent | null
  recent: readonly AnyEvent[]
  heardAt: number
}

const recentKept = 40
/** Events come by the hundred; the page moves at most so often. */
const flushMs = 400
const refetchMs = 2000
/** Figures stand up to five seconds behind the log (annex A24). */
const settleMs = 8000
const pollMs = 15_000

const nothingYet: Live = { phase: 'connecting', last: null, recent: [], heardAt: 0 }
const LiveContext = createContext<Live>(nothingYet)

/** Follows the log while it is shown, and lets figures and open cases be asked again as events arrive. */
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
        setLive((before) => withEvents(before, events))
        for (const caseId of new Set(events.map((event) => event.subject)))
          void queries.invalidateQueries({ queryKey: [caseKey, caseId] })
        refresh()
      }, stop.signal)
      const phase = (now: LivePhase) => setLive((before) => ({ ...before, phase: now }))
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

/** Whether anything was recorded since the instant, in the browser's milliseconds: what was read then may have moved. */
export function useNewsSince(instant: number): boolean {
  return useLive().heardAt > instant
}

function withEvents(before: Live, events: readonly AnyEvent[]): Live {
  const recent = [...events.slice(-recentKept).toReversed(), ...before.recent].slice(0, recentKept)
  return { ...before, last: events.at(-1) ?? before.last, recent, heardAt: Date.now() }
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
    void queries.invalidateQueries({ queryKey: [livingKey] }, { cancelRefetch: false })
    timer = Date.now() - lastEventAt < settleMs ? setTimeout(ask, refetchMs) : undefined
  }
  return () => {
    lastEventAt = Date.now()
    if (timer === undefined) ask()
  }
}
