import { AnyEvent } from '@inquiry/schema'
import { createParser } from 'eventsource-parser'
import { type Asker, headersOf, problemOf } from '../hub/hub.client.ts'
import type { Refusal } from '../hub/answer.ts'

/** A stream that has said nothing for so long, not even a comment, is taken for dead. */
const silenceMs = 60_000

/** How a stretch of the stream ended: by the reader, by a refusal, or by a connection that broke. */
export type FeedEnd = { by: 'reader' } | { by: 'refusal'; refusal: Refusal } | { by: 'break' }

/** What a reader of the stream is told. */
export type FeedReader = { opened: () => void; event: (event: AnyEvent) => void }

/**
 * Read server-sent events after the position until the connection ends or `signal` is aborted; never throws. The
 * browser's own EventSource sends no Authorization header, hence fetch.
 */
export async function readFeed(after: number, asker: Asker, reader: FeedReader, signal: AbortSignal): Promise<FeedEnd> {
  const silence = new AbortController()
  try {
    return await read(after, asker, reader, AbortSignal.any([signal, silence.signal]), silence)
  } catch {
    return signal.aborted ? { by: 'reader' } : { by: 'break' }
  }
}

async function read(
  after: number,
  asker: Asker,
  reader: FeedReader,
  signal: AbortSignal,
  silence: AbortController,
): Promise<FeedEnd> {
  const resumes: Record<string, string> = after < 0 ? {} : { 'last-event-id': String(after) }
  const headers = { ...headersOf(asker), ...resumes, accept: 'text/event-stream' }
  const response = await fetch(`/v1/events/stream?after=${after}`, { headers, signal, cache: 'no-store' })
  if (!response.ok || !response.body)
    return { by: 'refusal', refusal: problemOf(response, await response.json().catch(() => undefined)) }
  reader.opened()
  const parser = createParser({ onEvent: ({ data }) => take(data, reader) })
  const chunks = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const timer = setTimeout(() => silence.abort(), silenceMs)
    const { done, value } = await chunks.read().finally(() => clearTimeout(timer))
    if (done) return { by: 'break' }
    parser.feed(value)
  }
}

/** Data that is no event of this standard is another version's: passed over. */
function take(data: string, reader: FeedReader): void {
  const event = AnyEvent.safeParse(jsonOf(data))
  if (event.success) reader.event(event.data)
}

function jsonOf(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
