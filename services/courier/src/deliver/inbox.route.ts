import { createRoute, z } from '@hono/zod-openapi'
import { askingNode, type Access } from '@inquiry/access'
import type { Database } from '@inquiry/database'
import type { FindPrivateKey } from '@inquiry/envelope'
import { createRouter, jsonAnswer, PageQuery, problemAnswer } from '@inquiry/http'
import { InboxPage } from '@inquiry/schema'
import type { Growth } from '@inquiry/work-loop'
import { resumePosition } from '../follow/resume-position.ts'
import { streamEvents } from '../follow/stream-events.ts'
import { pullBook } from './acknowledge.query.ts'
import { readInbox } from './read-inbox.ts'

export type InboxOptions = {
  db: Database
  access: Access
  growth: Growth
  closing: AbortSignal
  findPrivateKey: FindPrivateKey
  now: () => Date
}

const tags = ['inbox 收件箱']
const pageRoute = createRoute({
  method: 'get',
  path: '/v1/inbox',
  tags,
  summary: '收件箱 what the node must act on and what its citizens should see',
  request: { query: PageQuery },
  responses: { 200: jsonAnswer(InboxPage, 'Events after a position, in order'), ...problemAnswer },
})
const streamRoute = createRoute({
  method: 'get',
  path: '/v1/inbox/stream',
  tags,
  summary: '收件箱流 the inbox as server-sent events; Last-Event-ID resumes',
  request: { query: z.strictObject({ after: PageQuery.shape.after }) },
  responses: {
    200: {
      description: 'id = position, event = type, data = the inbox event; from the beginning where nothing else is said',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...problemAnswer,
  },
})

/** How many events a stream writes at a time. */
const streamed = 100

/**
 * `GET /v1/inbox` (§7, annex A6–A8): the node keeps the cursor; with `wait` the answer comes as soon as there is one.
 * `GET /v1/inbox/stream` is the same as server-sent events: the same bytes, resumed as the public stream is (annex A17).
 */
export function inboxRoutes({ db, access, growth, closing, findPrivateKey, now }: InboxOptions) {
  const app = createRouter()
  const reading = { db, findPrivateKey, way: 'inbox' as const, now }
  const noteTaken = pullBook(db)
  app.use('/v1/inbox', access.node())
  app.use('/v1/inbox/stream', access.node())
  app.openapi(pageRoute, async (c) => {
    const { nodeId } = askingNode(c)
    const { after = -1, limit = 100, wait = 0 } = c.req.valid('query')
    const signal = AbortSignal.any([c.req.raw.signal, closing])
    const deadline = performance.now() + wait * 1000
    await noteTaken(nodeId, after)
    let noted = growth.count
    let page = await readInbox(reading, nodeId, after, limit)
    while (page.events.length === 0 && performance.now() < deadline && !signal.aborted) {
      await growth.wait(noted, Math.min(250, deadline - performance.now()), signal)
      noted = growth.count
      page = await readInbox(reading, nodeId, after, limit)
    }
    return c.body(`{"events":[${page.events.map(({ text }) => text).join(',')}],"next":${page.next}}`, 200, {
      'content-type': 'application/json',
    }) as never
  })
  app.openapi(streamRoute, (c) => {
    const { nodeId } = askingNode(c)
    const after = resumePosition(c, c.req.valid('query').after) ?? -1
    return streamEvents(c, { after, growth, closing, lookAgainMs: 250 }, async (position) => {
      await noteTaken(nodeId, position)
      return readInbox(reading, nodeId, position, streamed)
    })
  })
  return app
}
