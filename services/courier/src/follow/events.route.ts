import { createRoute, z } from '@hono/zod-openapi'
import type { Access } from '@inquiry/access'
import { eventsAfterPosition } from './page.query.ts'
import { leafAt, leavesAfter, logSize } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { createRouter, jsonAnswer, NoQuery, PageQuery, problemAnswer } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { EventsPage, AnyEvent } from '@inquiry/schema'
import type { Growth } from '@inquiry/work-loop'
import type { MiddlewareHandler } from 'hono'
import { streamSSE } from 'hono/streaming'

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
  summary: '公开事件页 the public log, page by page',
  request: { query: PageQuery },
  responses: { 200: jsonAnswer(EventsPage, 'Events after a position, in order'), ...problemAnswer },
})
const streamRoute = createRoute({
  method: 'get',
  path: '/v1/events/stream',
  tags,
  summary: '公开事件流 the public log as server-sent events; Last-Event-ID resumes',
  request: { query: z.strictObject({ after: PageQuery.shape.after }) },
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

/** Event bytes need the credential of a node or coordinator, unless the hub is set to publish them (annex A17). */
export function eventsRoutes({ db, access, growth, publicEvents, closing }: EventsOptions) {
  const guard: MiddlewareHandler = publicEvents ? (_c, next) => next() : access.anyone()
  const app = createRouter()
  app.use('/v1/events', guard)
  app.use('/v1/events/*', guard)
  app.openapi(pageRoute, async (c) => {
    const { after = -1, limit = 100, wait = 0 } = c.req.valid('query')
    const page = await eventsAfterPosition(
      db,
      { after, limit, waitMs: wait * 1000 },
      growth,
      anyAbort(c.req.raw.signal, closing),
    )
    return c.body(`{"events":[${page.events.map((e) => e.leaf).join(',')}],"next":${page.next}}`, 200, {
      'content-type': 'application/json',
    }) as never
  })
  app.openapi(streamRoute, (c) => {
    const resumed = c.req.header('last-event-id')
    if (resumed !== undefined && !/^(0|[1-9]\d{0,15})$/.test(resumed)) {
      fail('invalid-parameter', 'Last-Event-ID 应为日志位置。', 'Last-Event-ID must be a position.')
    }
    const after = resumed === undefined ? c.req.valid('query').after : Number(resumed)
    return streamSSE(c, async (stream) => {
      const ended = new AbortController()
      stream.onAbort(() => ended.abort())
      const signal = anyAbort(ended.signal, closing)
      let position = after ?? (await logSize(db)) - 1
      // Headers reach the reader at once, not with the first event.
      await stream.write(': open\n\n')
      while (!signal.aborted) {
        const events = await leavesAfter(db, position, 200)
        for (const event of events) {
          const { type } = JSON.parse(event.leaf) as { type: string }
          await stream.writeSSE({ id: String(event.position), event: type, data: event.leaf })
          position = event.position
        }
        if (events.length > 0) continue
        await growth.wait(15_000, signal)
        if (!signal.aborted) await stream.write(': alive\n\n')
      }
    }) as never
  })
  app.openapi(leafRoute, async (c) => {
    const leaf = await leafAt(db, Number(c.req.valid('param').position))
    if (leaf === undefined) return fail('not-found', '日志没有这么长。', 'The log is not that long.')
    return c.body(leaf, 200, { 'content-type': 'application/json' }) as never
  })
  return app
}

function anyAbort(...signals: AbortSignal[]): AbortSignal {
  return AbortSignal.any(signals)
}
