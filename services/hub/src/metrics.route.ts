import type { Access } from '@inquiry/access'
import { logSize } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { deliveriesOverview } from '@inquiry/courier'
import { createRouter, noParameters } from '@inquiry/http'
import type { DeliveriesOverview } from '@inquiry/schema'
import type { Metrics } from '@inquiry/telemetry'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'

/** Measure every request by its route, not by its path: ids would make endless labels. */
export function observeRequests({ requestSeconds }: Metrics): MiddlewareHandler {
  return async (c, next) => {
    const end = requestSeconds.startTimer()
    await next()
    end({ method: c.req.method, route: routePath(c, -1), status: String(c.res.status) })
  }
}

export type MetricsOptions = {
  metrics: Metrics
  db: Database
  access: Access
  natsUrl: string | undefined
  /** Envelopes that are being judged and recorded. */
  underWay: () => number
}

/** `/metrics` in Prometheus form, for callers on this machine or with the administrator's token (annex C.6). */
export function metricsRoutes({ metrics, db, access, natsUrl, underWay }: MetricsOptions) {
  const app = createRouter()
  const administrator = access.coordinator('admin', 'auditor')
  app.get('/metrics', async (c, next) => {
    const address = getConnInfo(c).remote.address ?? ''
    const local = address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'
    if (!local) await administrator(c, async () => {})
    await next()
  })
  app.get('/metrics', noParameters, async (c) => {
    const size = await logSize(db)
    metrics.logSize.set(size)
    metrics.intakeUnderWay.set(underWay())
    const readers = await db.selectFrom('reader_cursor').select(['name', 'position']).execute()
    for (const { name, position } of readers) metrics.readerLag.set({ reader: name }, size - 1 - position)
    showDeliveries(metrics, await deliveriesOverview(db, natsUrl))
    return c.body(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType })
  })
  return app
}

/** Queues and lags of what goes out. A node or status that is no longer there is shown no longer. */
function showDeliveries(metrics: Metrics, { relay, nodes }: DeliveriesOverview): void {
  if (relay.stream === 'jetstream') metrics.relayActive.set(relay.active ? 1 : 0)
  for (const gauge of [metrics.deliveryWaiting, metrics.deliveryLag, metrics.webhooks]) gauge.reset()
  for (const { nodeId, waiting, waitingSeconds, webhooks } of nodes) {
    metrics.deliveryWaiting.set({ node: nodeId }, waiting)
    metrics.deliveryLag.set({ node: nodeId }, waitingSeconds)
    for (const { status, failure } of webhooks)
      metrics.webhooks.inc({ status: status === 'active' && failure ? 'failing' : status })
  }
}
