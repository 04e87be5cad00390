import { createRoute } from '@hono/zod-openapi'
import type { Access, Identity } from '@inquiry/access'
import { logSize, logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { createRouter, jsonAnswer, jsonBody, NoQuery, problemAnswer, strictJsonBody } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { DeliveriesOverview, RedriveRequest, Redriven, Republication, RepublicationRequest } from '@inquiry/schema'
import { requestRepublication } from '../publish/republication.query.ts'
import { resumeWebhooks } from '../webhooks/webhooks.query.ts'
import { noteFault } from './faults.query.ts'
import { deliveriesOverview } from './overview.query.ts'

export type OverseeOptions = { db: Database; access: Access; now: () => Date; natsUrl: string | undefined }

const tags = ['deliveries 送达']
const overviewRoute = createRoute({
  method: 'get',
  path: '/v1/deliveries',
  tags,
  summary: '送达总览 how publishing and delivering stand, and the last faults',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(DeliveriesOverview, 'As it is now'), ...problemAnswer },
})
const redriveRoute = createRoute({
  method: 'post',
  path: '/v1/deliveries/redrive',
  tags,
  summary: '重投 try parked, disabled and failing webhooks again, from where they stand',
  request: { query: NoQuery, body: jsonBody(RedriveRequest) },
  responses: { 200: jsonAnswer(Redriven, 'The webhooks that are tried again'), ...problemAnswer },
})
const republishRoute = createRoute({
  method: 'post',
  path: '/v1/republications',
  tags,
  summary: '重新发布 publish every event from a position again to JetStream',
  request: { query: NoQuery, body: jsonBody(RepublicationRequest) },
  responses: { 202: jsonAnswer(Republication, 'The relay begins within some seconds'), ...problemAnswer },
})

/** What an operator sees and does about publishing and delivering. */
export function overseeRoutes({ db, access, now, natsUrl }: OverseeOptions) {
  const app = createRouter()
  app.use('/v1/deliveries', access.coordinator('coordinator', 'auditor', 'admin'))
  app.use('/v1/deliveries/redrive', access.wholeHub('admin'), strictJsonBody())
  app.use('/v1/republications', access.wholeHub('admin'), strictJsonBody())
  app.openapi(overviewRoute, async (c) => c.json(await deliveriesOverview(db, natsUrl), 200))
  app.openapi(redriveRoute, async (c) => {
    const { nodeId, webhook } = c.req.valid('json')
    const redriven = await resumeWebhooks(db, { nodeId, id: webhook })
    for (const { nodeId: owner, id } of redriven)
      await noteFault(db, 'webhook-redriven', `${owner}/${id}`, `by ${nameOf(c.get('identity'))}`)
    return c.json({ redriven }, 200)
  })
  app.openapi(republishRoute, async (c) => {
    const { from } = c.req.valid('json')
    if (natsUrl === undefined)
      return fail(
        'not-found',
        '此枢纽没有接入 NATS，没有可重新发布的流。',
        'This hub has no NATS, so there is no stream.',
      )
    const size = await logSize(db)
    if (from >= size)
      fail('invalid-body', `日志只有 ${size} 个事件。`, `The log has ${size} events only.`, {
        errors: [{ pointer: '/from', rule: 'maximum', message: `< ${size}` }],
      })
    const { id, requestedAt } = await requestRepublication(db, from, nameOf(c.get('identity')), now())
    return c.json({ id, from, requestedAt: logTime(requestedAt) }, 202)
  })
  return app
}

function nameOf(identity: Identity): string {
  return identity.kind === 'coordinator' ? identity.subject : identity.nodeId
}
