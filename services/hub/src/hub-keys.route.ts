import { createRoute, z } from '@hono/zod-openapi'
import type { Access } from '@inquiry/access'
import { logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { createRouter, jsonAnswer, NoQuery, problemAnswer } from '@inquiry/http'
import { listHubKeys, type HubKeyRing } from '@inquiry/registry'
import { Instant, Kid } from '@inquiry/schema'

export type HubKeysOptions = { db: Database; hubId: string; access: Access; hubKeys: HubKeyRing }

const tags = ['hub keys 枢纽密钥']
const purposes = ['receipt', 'log', 'encryption'] as const
const HubKeyList = z
  .object({
    keys: z.array(z.object({ purpose: z.enum(purposes), kid: Kid, createdAt: Instant, retiredAt: Instant.nullable() })),
  })
  .openapi('HubKeys')

const listRoute = createRoute({
  method: 'get',
  path: '/v1/hub-keys',
  tags,
  summary: '枢纽密钥 the hub’s own keys, present and past',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(HubKeyList, 'The keys, the present one of each purpose first'), ...problemAnswer },
})
const rotateRoute = createRoute({
  method: 'post',
  path: '/v1/hub-keys/{purpose}/rotation',
  tags,
  summary: '更换枢纽密钥 put a new key in place of the present one; the old one stays published',
  request: { params: z.object({ purpose: z.enum(purposes) }), query: NoQuery },
  responses: { 201: jsonAnswer(HubKeyList, 'The keys of that purpose'), ...problemAnswer },
})

/** `/v1/hub-keys`: the hub's own keys, for its administrators. Private halves never leave the database, wrapped. */
export function hubKeysRoutes({ db, hubId, access, hubKeys }: HubKeysOptions) {
  const app = createRouter()
  const shown = async (purpose?: (typeof purposes)[number]) => {
    const keys = await listHubKeys(db)
    return {
      keys: keys
        .filter((key) => purpose === undefined || key.purpose === purpose)
        .map((key) => ({
          purpose: key.purpose,
          kid: key.kid,
          createdAt: logTime(key.createdAt),
          retiredAt: key.retiredAt && logTime(key.retiredAt),
        })),
    }
  }
  app.use('/v1/hub-keys', access.coordinator('admin', 'auditor'))
  app.on('POST', '/v1/hub-keys/*', access.wholeHub('admin'))
  app.openapi(listRoute, async (c) => c.json(await shown(), 200))
  app.openapi(rotateRoute, async (c) => {
    const { purpose } = c.req.valid('param')
    const identity = c.get('identity')
    await hubKeys.rotate(purpose, { hubId, subject: identity.kind === 'node' ? identity.nodeId : identity.subject })
    return c.json(await shown(purpose), 201)
  })
  return app
}
