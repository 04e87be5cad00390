import { createRoute } from '@hono/zod-openapi'
import { askingNode, type Access } from '@inquiry/access'
import type { Database } from '@inquiry/database'
import type { FindPrivateKey } from '@inquiry/envelope'
import { createRouter, jsonAnswer, PageQuery, problemAnswer } from '@inquiry/http'
import { findNode } from '@inquiry/registry'
import { InboxPage } from '@inquiry/schema'
import type { Growth } from '@inquiry/work-loop'
import { inboxEvent } from './inbox-event.ts'
import { inboxAfter } from './inbox.query.ts'

export type InboxOptions = {
  db: Database
  access: Access
  growth: Growth
  closing: AbortSignal
  findPrivateKey: FindPrivateKey
}

const route = createRoute({
  method: 'get',
  path: '/v1/inbox',
  tags: ['inbox 收件箱'],
  summary: '收件箱 what the node must act on and what its citizens should see',
  request: { query: PageQuery },
  responses: { 200: jsonAnswer(InboxPage, 'Events after a position, in order'), ...problemAnswer },
})

/** `GET /v1/inbox` (§7, annex A6–A8): the node keeps the cursor; with `wait` the answer comes as soon as there is one. */
export function inboxRoutes({ db, access, growth, closing, findPrivateKey }: InboxOptions) {
  const app = createRouter()
  app.use('/v1/inbox', access.node())
  app.openapi(route, async (c) => {
    const { nodeId } = askingNode(c)
    const { after = -1, limit = 100, wait = 0 } = c.req.valid('query')
    const signal = AbortSignal.any([c.req.raw.signal, closing])
    const deadline = performance.now() + wait * 1000
    let slice = await inboxAfter(db, nodeId, after, limit)
    while (slice.entries.length === 0 && performance.now() < deadline && !signal.aborted) {
      await growth.wait(Math.min(250, deadline - performance.now()), signal)
      slice = await inboxAfter(db, nodeId, after, limit)
    }
    const encryptionKey = (await findNode(db, nodeId))?.encryptionKey
    const events = await Promise.all(
      slice.entries.map(({ event, recipient }) =>
        inboxEvent(event, recipient, {
          file: event.caseId === null ? undefined : slice.cases.get(event.caseId),
          findPrivateKey,
          encryptionKey,
        }),
      ),
    )
    return c.body(`{"events":[${events.join(',')}],"next":${slice.next}}`, 200, {
      'content-type': 'application/json',
    }) as never
  })
  return app
}
