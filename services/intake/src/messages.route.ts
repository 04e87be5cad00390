import { createRoute, z } from '@hono/zod-openapi'
import { createRouter, joseBody, jsonAnswer, problemAnswer } from '@inquiry/http'
import { preferredLanguage, ProblemError } from '@inquiry/problems'
import { MessagesAnswer } from '@inquiry/schema'
import type { Metrics } from '@inquiry/telemetry'
import { admitEnvelope, type AdmitOptions } from './admit-envelope.ts'

const route = createRoute({
  method: 'post',
  path: '/v1/messages',
  tags: ['messages 消息'],
  summary: '提交信封 submit a signed envelope; a 200 means that it is on disk',
  middleware: joseBody(),
  request: {
    query: z.strictObject({}),
    body: {
      required: true,
      content: {
        'application/jose': { schema: z.string().openapi({ description: 'compact JWS, typ inquiry-envelope+jwt' }) },
      },
    },
  },
  responses: { 200: jsonAnswer(MessagesAnswer, 'One result per message, in order, and the receipt'), ...problemAnswer },
})

/** `POST /v1/messages` (§4). */
export function messagesRoutes(options: AdmitOptions & { metrics: Metrics }) {
  const app = createRouter()
  app.openapi(route, async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer())
    const language = preferredLanguage(c.req.header('accept-language'))
    try {
      const { results, receipt, repeated } = await admitEnvelope(body, language, options)
      options.metrics.envelopes.inc({ outcome: repeated ? 'repeated' : 'recorded' })
      return c.body(`{"results":${results},"receipt":"${receipt}"}`, 200, {
        'content-type': 'application/json',
        'cache-control': 'no-store',
      }) as never
    } catch (error) {
      options.metrics.envelopes.inc({ outcome: error instanceof ProblemError ? error.reason.slug : 'failed' })
      throw error
    }
  })
  return app
}
