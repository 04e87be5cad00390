import { createRoute } from '@hono/zod-openapi'
import type { Access } from '@inquiry/access'
import { createRouter, jsonAnswer, jsonBody, NoQuery, problemAnswer, strictJsonBody } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { TestClock, TestClockRequest } from '@inquiry/schema'
import type { HubClock } from './hub-clock.ts'

const route = createRoute({
  method: 'post',
  path: '/v1/test/clock',
  tags: ['test 测试'],
  summary: '测试时钟 make the hub’s clock run ahead; in test mode only',
  request: { query: NoQuery, body: jsonBody(TestClockRequest) },
  responses: { 200: jsonAnswer(TestClock, 'The clock runs ahead'), ...problemAnswer },
})

/** `POST /v1/test/clock` (annex A27); the route exists in test mode only. */
export function testClockRoutes({ access, clock }: { access: Access; clock: HubClock }) {
  const app = createRouter()
  app.use('/v1/test/clock', access.wholeHub('admin'), strictJsonBody())
  app.openapi(route, (c) => {
    const { offsetSeconds } = c.req.valid('json')
    const current = clock.offsetSeconds()
    if (offsetSeconds < current) {
      fail(
        'invalid-body',
        `时钟只能前拨，当前为 ${current} 秒。`,
        `The clock only runs ahead; it is at ${current} s.`,
        {
          errors: [{ pointer: '/offsetSeconds', rule: 'minimum', message: `≥ ${current}`, example: current }],
        },
      )
    }
    clock.runAhead(offsetSeconds)
    return c.json({ offsetSeconds }, 200)
  })
  return app
}
