import { createRoute } from '@hono/zod-openapi'
import { createRouter, jsonAnswer, NoQuery } from '@inquiry/http'
import { Health } from '@inquiry/schema'

/** A thing the hub needs: whether it is there, and a word for whoever must act. */
export type Check = () => Promise<{ ok: boolean; detail?: string }>

const answers = { 200: jsonAnswer(Health, 'Fit'), 503: jsonAnswer(Health, 'Not fit just now') }
const healthRoute = createRoute({
  method: 'get',
  path: '/healthz',
  tags: ['health'],
  summary: '存活 alive',
  request: { query: NoQuery },
  responses: answers,
})
const readyRoute = createRoute({
  method: 'get',
  path: '/readyz',
  tags: ['health'],
  summary: '就绪 ready to take envelopes',
  request: { query: NoQuery },
  responses: answers,
})

/** `/healthz` is 200 while the process lives; `/readyz` tells whether an envelope would be recorded now. */
export function healthRoutes(checks: Record<string, Check>) {
  const app = createRouter()
  app.openapi(healthRoute, (c) => c.json({ status: 'ok' as const, checks: {} }, 200))
  app.openapi(readyRoute, async (c) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await run(check)] as const),
    )
    const fit = results.every(([, result]) => result.status === 'ok')
    return c.json(
      { status: fit ? ('ok' as const) : ('unavailable' as const), checks: Object.fromEntries(results) },
      fit ? 200 : 503,
    )
  })
  return app
}

/** A check that does not answer within two seconds has failed. */
async function run(check: Check): Promise<Health['checks'][string]> {
  const late = new Promise<{ ok: boolean; detail?: string }>((done) =>
    setTimeout(() => done({ ok: false, detail: 'no answer within 2 s' }), 2_000).unref(),
  )
  const { ok, detail } = await Promise.race([check(), late]).catch((error: unknown) => ({
    ok: false,
    detail: String((error as Error).message),
  }))
  return { status: ok ? 'ok' : 'unavailable', ...(detail === undefined ? {} : { detail }) }
}
