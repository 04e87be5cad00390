import { createRoute, z } from '@hono/zod-openapi'
import { createRouter, joseBody, jsonAnswer, problemAnswer } from '@inquiry/http'
import { preferredLanguage, ProblemError } from '@inquiry/problems'
import { MessagesAnswer } from '@inquiry/schema'
import type { Metrics } from '@inquiry/telemetry'
import type { MiddlewareHandler } from 'hono'
import { admitEnvelope, type AdmitOptions } from './admit-envelope.ts'
import { busy } from './too-much.ts'

const route = createRoute({
  method: 'post',
  path: '/v1/messages',
  tags: ['messages 消息'],
  summary: '提交信封 submit a signed envelope; a 200 means that it is on disk',
  middleware: [largeBodies(), ...joseBody()] as MiddlewareHandler[],
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

/** Bodies from this size on, or of unknown size, are large; so many are held at the same time at most. */
const largeBytes = 256 * 1024
const mostLarge = 16

/** Bounds the memory that large bodies take while they come in and are worked on. Small ones pass. */
function largeBodies(): MiddlewareHandler {
  let held = 0
  return async (c, next) => {
    if (Number(c.req.header('content-length') ?? NaN) < largeBytes) return next()
    if (held >= mostLarge) throw new ProblemError(busy)
    held += 1
    try {
      await next()
    } finally {
      held -= 1
    }
  }
}

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
