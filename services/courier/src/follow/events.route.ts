import { createRoute, z } from '@hono/zod-openapi'
import type { Access } from '@inquiry/access'
import { leafAt, logSize } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { createRouter, jsonAnswer, NoQuery, PageQuery, problemAnswer } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { EventsPage, AnyEvent } from '@inquiry/schema'
import type { Growth } from '@inquiry/work-loop'
import type { MiddlewareHandler } from 'hono'
import { filterOf, filterParameters } from './event-filter.ts'
import { eventsAfterPosition, nextEvents } from './page.query.ts'
import { resumePosition } from './resume-position.ts'
import { streamEvents } from './stream-events.ts'

export type EventsOptions = {
  db: Database
  access: Access
  growth: Growth
  publicEvents: boolean
  closing: AbortSignal
}

const tags = ['events 事件']

const pageRoute = createRoute({
  method: 'get',
  path: '/v1/events',
  tags,
  summary: '公开事件页 the public log, page by page, narrowed by division, category and type',
  request: { query: PageQuery.extend(filterParameters) },
  responses: { 200: jsonAnswer(EventsPage, 'Events after a position, in order'), ...problemAnswer },
})
const streamRoute = createRoute({
  method: 'get',
  path: '/v1/events/stream',
  tags,
  summary: '公开事件流 the public log as server-sent events, narrowed likewise; Last-Event-ID resumes',
  request: { query: z.strictObject({ after: PageQuery.shape.after, ...filterParameters }) },
  responses: {
    200: {
      description: 'id = position, event = type, data = the leaf',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...problemAnswer,
  },
})
const leafRoute = createRoute({
  method: 'get',
  path: '/v1/events/{position}',
  tags,
  summary: '事件原文 the exact leaf bytes',
  request: { params: z.object({ position: z.string().regex(/^(0|[1-9]\d{0,15})$/) }), query: NoQuery },
  responses: { 200: jsonAnswer(AnyEvent, 'The leaf'), ...problemAnswer },
})

/** How many events a stream writes at a time. */
const streamed = 200

/** Event bytes need the credential of a node or coordinator, unless the hub is set to publish them (annex A17). */
export function eventsRoutes({ db, access, growth, publicEvents, closing }: EventsOptions) {
  const guard: MiddlewareHandler = publicEvents ? (_c, next) => next() : access.anyone()
  const app = createRouter()
  app.use('/v1/events', guard)
  app.use('/v1/events/*', guard)
  app.openapi(pageRoute, async (c) => {
    const { after = -1, limit = 100, wait = 0, ...wanted } = c.req.valid('query')
    const page = await eventsAfterPosition(
      db,
      { after, limit, waitMs: wait * 1000, filter: filterOf(wanted) },
      growth,
      anyAbort(c.req.raw.signal, closing),
    )
    return c.body(`{"events":[${page.events.map((e) => e.leaf).join(',')}],"next":${page.next}}`, 200, {
      'content-type': 'application/json',
    }) as never
  })
  app.openapi(streamRoute, async (c) => {
    const { after: asked, ...wanted } = c.req.valid('query')
    const after = resumePosition(c, asked) ?? (await logSize(db)) - 1
    const filter = filterOf(wanted)
    return streamEvents(c, { after, growth, closing, lookAgainMs: 5_000 }, async (position) => {
      const { events, ...place } = await nextEvents(db, position, streamed, filter)
      return {
        events: events.map(({ position: at, leaf }) => ({ position: at, type: typeOf(leaf), text: leaf })),
        ...place,
      }
    })
  })
  app.openapi(leafRoute, async (c) => {
    const leaf = await leafAt(db, Number(c.req.valid('param').position))
    if (leaf === undefined) return fail('not-found', '日志没有这么长。', 'The log is not that long.')
    return c.body(leaf, 200, { 'content-type': 'application/json' }) as never
  })
  return app
}

function typeOf(leaf: string): string {
  return (JSON.parse(leaf) as { type: string }).type
}

function anyAbort(...signals: AbortSignal[]): AbortSignal {
  return AbortSignal.any(signals)
}
