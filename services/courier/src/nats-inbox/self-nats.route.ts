import { setTimeout as sleep } from 'node:timers/promises'
import { createRoute } from '@hono/zod-openapi'
import { askingNode, type Access } from '@inquiry/access'
import type { Database } from '@inquiry/database'
import { inboxPrefixOf, inboxStream, inboxSubject, inquiryStream, newUserKey } from '@inquiry/event-stream'
import { createRouter, jsonAnswer, NoQuery, problemAnswer } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { NatsCredentials } from '@inquiry/schema'
import { isNatsReady, issueNatsUser } from './nats-users.query.ts'

export type SelfNatsOptions = {
  db: Database
  access: Access
  now: () => Date
  /** Where nodes connect to, undefined where this hub gives no node a user on NATS. */
  url: string | undefined
  /** Let the server know a new user; done when it does. */
  admit: () => Promise<void>
}

const route = createRoute({
  method: 'post',
  path: '/v1/self/nats',
  tags: ['self 节点自查'],
  summary: 'NATS 凭证 a user on NATS for the asking node; the one it had is good no more',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(NatsCredentials, 'The credentials; the seed is shown once'), ...problemAnswer },
})

/** How long the answer waits for the node's consumers to be made, in milliseconds; they come a little later else. */
const readyWithinMs = 3_000

/** `POST /v1/self/nats` (annex B30). The user is good as long as the key by which the node asked. */
export function selfNatsRoutes({ db, access, now, url, admit }: SelfNatsOptions) {
  const app = createRouter()
  app.use('/v1/self/nats', access.node())
  app.openapi(route, async (c) => {
    if (url === undefined)
      return fail(
        'not-found',
        '此枢纽不向节点提供 NATS；请用收件箱接口或推送。',
        'This hub gives nodes no user on NATS; read the inbox over HTTP, or register a webhook.',
      )
    const { nodeId, kid } = askingNode(c)
    const { publicKey, seed } = newUserKey()
    await issueNatsUser(db, { nodeId, kid, publicKey }, now())
    await admit()
    for (let waited = 0; waited < readyWithinMs && !(await isNatsReady(db, nodeId)); waited += 50) await sleep(50)
    return c.json(
      {
        url,
        user: publicKey,
        nkey: seed,
        subjects: [inboxSubject(nodeId, '>'), ...inquiryStream.subjects],
        stream: inboxStream.name,
        consumer: nodeId,
        inboxPrefix: inboxPrefixOf(nodeId),
      },
      200,
    )
  })
  return app
}
