import type { Growth } from '@inquiry/work-loop'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'

export type StreamOptions = {
  after: number
  growth: Growth
  closing: AbortSignal
  /** Milliseconds after which it looks again though nobody said that the log has grown. */
  lookAgainMs: number
}

/** Events after a position, up to where they were looked for, and whether the log goes on there. */
export type NextEvents = (
  after: number,
) => Promise<{ events: readonly { position: number; type: string; text: string }[]; next: number; more?: boolean }>

/** Proxies close connections that are silent for a minute; a comment every so many milliseconds keeps them open. */
const heartbeatMs = 15_000

/** Server-sent events: `id` = position, `event` = type, `data` = the text on one line, until the reader goes or the hub ends. */
export function streamEvents(c: Context, options: StreamOptions, nextEvents: NextEvents): Response {
  const { growth, closing, lookAgainMs } = options
  return streamSSE(c, async (stream) => {
    const ended = new AbortController()
    stream.onAbort(() => ended.abort())
    const signal = AbortSignal.any([ended.signal, closing])
    let position = options.after
    let writtenAt = performance.now()
    while (!signal.aborted) {
      const noted = growth.count
      const { events, next, more = false } = await nextEvents(position)
      for (const event of events) {
        if (signal.aborted) return
        await stream.writeSSE({ id: String(event.position), event: event.type, data: event.text })
      }
      position = next
      if (events.length > 0) writtenAt = performance.now()
      else if (!more) await growth.wait(noted, lookAgainMs, signal)
      if (performance.now() - writtenAt < heartbeatMs || signal.aborted) continue
      await stream.write(': alive\n\n')
      writtenAt = performance.now()
    }
  })
}
